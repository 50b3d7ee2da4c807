namespace ModuleBuild.Cli.Release;

/// <summary>The commit of the sources whose policy judges.</summary>
internal static class PolicyCommit
{
    /// <summary>The commit that is checked out; null where the folder is under no version control, or a policy differs from its commit.</summary>
    /// <param name="folder">The workspace.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<string?> OfAsync(string folder, CancellationToken cancellation) =>
        await GitAnswer.OfAsync(folder, cancellation, "status", "--porcelain", "--", "environments", "modulebuild.json") is { Length: 0 }
            ? await GitAnswer.OfAsync(folder, cancellation, "rev-parse", "HEAD")
            : null;
}

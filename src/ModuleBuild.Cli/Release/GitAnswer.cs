using ModuleBuild.Release.Commands;

namespace ModuleBuild.Cli.Release;

/// <summary>Asks the git of this machine about the workspace's own repository.</summary>
internal static class GitAnswer
{
    // A list of changed files, or a lock, that was cut off would be another answer: far more than either has.
    private const int Most = 256 << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>What git prints, without line ends around it.</summary>
    /// <param name="folder">The folder in which it is asked.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <param name="arguments">What it is asked.</param>
    /// <returns>Null where it fails, or is not there: the store says so, in its own words.</returns>
    public static async Task<string?> OfAsync(string folder, CancellationToken cancellation, params string[] arguments)
    {
        // A clone that is not whole asks its server for what it lacks.
        var git = new ExternalCommand(["git", .. arguments], Longest, TimeProvider.System, folder) { MostOutput = Most, GetsGitTokens = true };
        var result = await git.RunAsync(string.Empty, new Dictionary<string, string>(), cancellation);
        return result.IsSuccess ? result.Output.Trim() : null;
    }
}

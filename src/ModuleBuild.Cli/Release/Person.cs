namespace ModuleBuild.Cli.Release;

/// <summary>Who works at this machine, for the record.</summary>
internal static class Person
{
    /// <summary>Who that is: whom the CI system names, else whom git would write into a commit, else the user of the machine.</summary>
    /// <param name="folder">The folder whose git configuration counts.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<string> OfThisMachineAsync(string folder, CancellationToken cancellation) =>
        Environment.GetEnvironmentVariable("GITHUB_ACTOR") is { Length: > 0 } actor ? $"{actor} (GitHub)"
        : await GitAnswer.OfAsync(folder, cancellation, "config", "--get", "user.name") is { Length: > 0 } name
            ? await GitAnswer.OfAsync(folder, cancellation, "config", "--get", "user.email") is { Length: > 0 } address ? $"{name} <{address}>" : name
        : $"{Environment.UserName} at {Environment.MachineName}";
}

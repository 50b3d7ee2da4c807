namespace ModuleBuild.Release.Deployers;

/// <summary>Where a <see cref="DirectoryDeployer"/> brings sets.</summary>
/// <param name="Path">Absolute path of the target folder; it is made if need be.</param>
/// <param name="Keep">
/// How many releases keep their files, the newest ones; those that run, ran before, or are known to be good keep theirs in any case.
/// </param>
public sealed record DirectoryDeployerOptions(string Path, int Keep = DirectoryDeployerOptions.DefaultKeep)
{
    /// <summary>How many releases keep their files where nothing is said.</summary>
    public const int DefaultKeep = 5;
}

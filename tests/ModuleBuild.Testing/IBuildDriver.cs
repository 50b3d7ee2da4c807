namespace ModuleBuild.Testing;

/// <summary>Runs targets of a project, in this process or in one of its own.</summary>
public interface IBuildDriver
{
    /// <summary>Restores and runs targets.</summary>
    /// <param name="project">Absolute path of a project or solution.</param>
    /// <param name="targets">Targets, for example <c>Build</c>.</param>
    /// <param name="properties">Global properties.</param>
    /// <param name="restore">Whether to restore first.</param>
    Task<BuildOutcome> RunAsync(
        string project, IReadOnlyList<string> targets, IReadOnlyDictionary<string, string>? properties = null, bool restore = true);
}

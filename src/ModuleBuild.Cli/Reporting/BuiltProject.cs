using System.Collections.Immutable;

namespace ModuleBuild.Cli.Reporting;

/// <summary>A module's project as a build went through it, once for each target framework.</summary>
/// <param name="File">Absolute path of the project.</param>
/// <param name="Framework">Target framework.</param>
/// <param name="Records">Absolute path of the folder with the records of its gate.</param>
internal sealed record BuiltProject(string File, string Framework, string Records)
{
    /// <summary>All target frameworks that it names; empty where it has one.</summary>
    public ImmutableArray<string> Frameworks { get; init; } = [];

    /// <summary>Whether this build came to the gate: what the folder holds then is of this build, or of one that had the same inputs.</summary>
    public bool IsJudged { get; init; }

    /// <summary>Whether it was built to its end; null where the log ends before.</summary>
    public bool? Succeeded { get; init; }

    /// <summary>Absolute path of the extracted package of the last release; empty where there is none.</summary>
    public string LastRelease { get; init; } = string.Empty;

    /// <summary>Absolute path of the package that this build made; null where it made none.</summary>
    public string? Package { get; init; }
}

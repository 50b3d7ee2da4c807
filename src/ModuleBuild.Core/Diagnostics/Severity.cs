namespace ModuleBuild.Core.Diagnostics;

/// <summary>How much a finding weighs. The names are SARIF's levels; MSBuild shows a note as a message.</summary>
public enum Severity
{
    /// <summary>Worth knowing; never fails anything.</summary>
    Note,

    /// <summary>Wrong, but the module still works; fails a build only where the user asked for it.</summary>
    Warning,

    /// <summary>Fails the build.</summary>
    Error,
}

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

/// <summary>The words of the severities.</summary>
public static class SeverityWords
{
    /// <summary><c>error</c>, <c>warning</c> or <c>note</c>: the word of MSBuild's canonical form, SARIF and JSON.</summary>
    /// <param name="severity">The severity.</param>
    public static string Word(this Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}

namespace ModuleBuild.Security.Score;

/// <summary>The four kinds of checks that a score is made of.</summary>
public enum ScoreKind
{
    /// <summary>What code can do, against what is declared, accepted and allowed.</summary>
    StaticAnalysis,

    /// <summary>Known vulnerabilities, and where packages come from.</summary>
    Dependencies,

    /// <summary>Signatures, and content that does not belong into a package.</summary>
    Malware,

    /// <summary>Secrets, settings, permissions without bounds, the policy itself.</summary>
    Configuration,
}

/// <summary>The words of the kinds.</summary>
public static class ScoreKindWords
{
    /// <summary>All kinds with their words, in the order in which they are told.</summary>
    public static IReadOnlyList<(ScoreKind Kind, string Word)> All { get; } =
    [
        (ScoreKind.StaticAnalysis, "static analysis"),
        (ScoreKind.Dependencies, "dependencies"),
        (ScoreKind.Malware, "malware"),
        (ScoreKind.Configuration, "configuration"),
    ];

    /// <summary>The word of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(this ScoreKind kind) => All.First(pair => pair.Kind == kind).Word;
}

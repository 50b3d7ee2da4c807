using System.Collections.Immutable;

namespace ModuleBuild.Security.Score;

/// <summary>What findings of a code cost.</summary>
/// <param name="Code">The code; or, with <see cref="NotLooked"/>, a word for what was not looked at.</param>
/// <param name="Kind">The kind of checks that it belongs to.</param>
/// <param name="Points">What an error costs; a warning costs half, rounded up, and a note nothing.</param>
/// <param name="Most">What all findings of the code cost at most.</param>
/// <param name="Remedy">What gets the points back, as a clause.</param>
public sealed record ScoreWeight(string Code, ScoreKind Kind, int Points, int Most, string Remedy)
{
    /// <summary>What stands for a code where a kind of checks was not done.</summary>
    public const string NotLooked = "not looked at";

    /// <summary>What stands for the codes of the compiler's analyzers.</summary>
    public const string SourceRules = "source rules";

    /// <summary>The one table of weights. The table of docs/policy.md is made from it.</summary>
    public static ImmutableArray<ScoreWeight> All { get; } =
    [
        new("MB2002", ScoreKind.StaticAnalysis, 4, 12, "remove the permission from the manifest"),
        new("MB2005", ScoreKind.StaticAnalysis, 10, 40, "look at the path, and approve it with 'modulebuild accept'"),
        new("MB2010", ScoreKind.StaticAnalysis, 15, 60, "declare the permission, or do without what reaches it"),
        new("MB2011", ScoreKind.StaticAnalysis, 6, 18, "give the analysis an assembly that it can read"),
        new("MB2018", ScoreKind.StaticAnalysis, 40, 80, "do without what reaches it"),
        new(SourceRules, ScoreKind.StaticAnalysis, 8, 24, "mend what the compiler's analyzers report, or suppress it there with a justification"),
        new(NotLooked, ScoreKind.StaticAnalysis, 5, 5, "leave the SDK's analyzers on"),
        new("MB2007", ScoreKind.Dependencies, 20, 60, "update the package, or except the advisory with a reason"),
        new("MB2016", ScoreKind.Dependencies, 6, 6, "map each package to its source in nuget.config"),
        new("MB2020", ScoreKind.Dependencies, 10, 10, "make the advisories reachable, or name OSV files in 'advisories'"),
        new(NotLooked, ScoreKind.Dependencies, 5, 5, "name sources that know advisories in 'auditSources' of nuget.config, or OSV files in 'advisories'"),
        new("MB2012", ScoreKind.Malware, 100, 100, "do not ship the file"),
        new("MB2013", ScoreKind.Malware, 20, 20, "name ClamAV's daemon in 'clamd'"),
        new("MB2014", ScoreKind.Malware, 20, 60, "leave the file out, or say why it belongs there"),
        new(NotLooked, ScoreKind.Malware, 5, 5, "name ClamAV's daemon in 'clamd'"),
        new("MB2003", ScoreKind.Configuration, 10, 30, "correct the permission"),
        new("MB2004", ScoreKind.Configuration, 6, 18, "name what the module needs"),
        new("MB2008", ScoreKind.Configuration, 10, 30, "mark the setting with \"writeOnly\": true"),
        new("MB2009", ScoreKind.Configuration, 40, 80, "take the secret out, and make it void"),
        new("MB2015", ScoreKind.Configuration, 10, 30, "correct the setting"),
        new("MB2019", ScoreKind.Configuration, 4, 12, "mend what was excepted, or give it a new day"),
    ];

    /// <summary>The weight of a code, or null where it costs nothing.</summary>
    /// <param name="code">The code.</param>
    public static ScoreWeight? Find(string code) => All.FirstOrDefault(weight => weight.Code == code && code is not (NotLooked or SourceRules));

    /// <summary>What the compiler's analyzers cost: rules of category Security, whoever ships them.</summary>
    public static ScoreWeight OfSource => All.First(weight => weight.Code == SourceRules);

    /// <summary>What it costs that a kind of checks was not done, or null where it costs nothing.</summary>
    /// <param name="kind">The kind.</param>
    public static ScoreWeight? OfNotLooking(ScoreKind kind) => All.FirstOrDefault(weight => weight.Code == NotLooked && weight.Kind == kind);
}

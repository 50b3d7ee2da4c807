using System.Collections.Immutable;
using System.IO.Enumeration;

namespace ModuleBuild.Core.Policy;

/// <summary>Section <c>update</c> of <c>modulebuild.json</c>: whether and how often newer versions are looked for by themselves, and which come together.</summary>
public sealed record UpdateSettings
{
    /// <summary>How often where nobody says: once a day.</summary>
    public const int DefaultIntervalHours = 24;

    /// <summary>The most hours between two looks: a year.</summary>
    public const int LongestIntervalHours = 24 * 366;

    /// <summary>Whether newer versions are looked for by themselves. Asking for it by hand is always possible.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>Hours that lie between two looks at least.</summary>
    public int CheckIntervalHours { get; init; } = DefaultIntervalHours;

    /// <summary>Groups in the order in which they are written: a package belongs to the first of them that names it.</summary>
    public ImmutableArray<UpdateGroupSettings> Groups { get; init; } = [];
}

/// <summary>Packages that are moved together.</summary>
/// <param name="Name">Lower-case letters, digits and <c>-</c>: it becomes part of the name of a branch.</param>
/// <param name="Patterns">Ids of packages, in which <c>*</c> stands for any characters.</param>
public sealed record UpdateGroupSettings(string Name, ImmutableArray<string> Patterns)
{
    /// <summary>The group of packages that nobody put into another, as far as nothing in them breaks by their versions.</summary>
    public const string Compatible = "minor-and-patch";

    /// <summary>What the group of a package starts with that nobody put into another, and whose newer version may break others.</summary>
    public const string BreakingPrefix = "major-";

    /// <summary>Whether a package belongs to it.</summary>
    /// <param name="id">Its id, in any case.</param>
    public bool Takes(string id) => Patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, id));
}

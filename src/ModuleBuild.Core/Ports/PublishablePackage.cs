using System.Collections.Immutable;
using ModuleBuild.Core.Changelogs;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Ports;

/// <summary>A package that somebody wants to publish, looked at just now.</summary>
public sealed record PublishablePackage
{
    /// <summary>Its file.</summary>
    public required PackageFile File { get; init; }

    /// <summary>Its symbols; null where none stand beside it.</summary>
    public PackageFile? Symbols { get; init; }

    /// <summary>Ids of the packages that it needs, on any framework, each once.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>Paths of all that is in it, in ordinal order.</summary>
    public ImmutableArray<string> Entries { get; init; } = [];

    /// <summary>SHA-256 of <c>module/evidence.json</c>, lower-case hexadecimal; null where there is none.</summary>
    public string? Evidence { get; init; }

    /// <summary>Why the evidence does not hold for exactly these bytes: MB9008. None where it does.</summary>
    public ImmutableArray<Finding> EvidenceProblems { get; init; } = [];

    /// <summary>Its changelog; null where it carries none.</summary>
    public Changelog? Changelog { get; init; }

    /// <summary>Whether it has a signature of its author that holds for these bytes.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Id and version, for people.</summary>
    public override string ToString() => File.ToString();
}

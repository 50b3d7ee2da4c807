using System.Collections.Immutable;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>The one safe answer to a finding: edits of one file.</summary>
/// <param name="Title">What the fix does, as an imperative: <c>Rewrite "^1.2" as "[1.2.0,2.0.0)"</c>.</param>
/// <param name="Edits">Edits that do not overlap, in ascending order.</param>
public sealed record Fix(string Title, ImmutableArray<TextEdit> Edits)
{
    /// <summary>Path of the file to edit; null where it is the one in which the finding was found.</summary>
    public string? File { get; init; }

    /// <summary>Whether both do the same: a finding that each target framework raises is one finding.</summary>
    /// <param name="other">The fix to compare with.</param>
    public bool Equals(Fix? other) => other is not null && Title == other.Title && File == other.File && Edits.SequenceEqual(other.Edits);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Title, Edits.Length);
}

using System.Collections.Frozen;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>What a run looked at: only about that does it know that something is no longer found.</summary>
internal sealed class LookedAt(
    BaselineFolder folder, IReadOnlyCollection<string> files, IReadOnlyCollection<DiagnosticDescriptor>? notLookedFor)
{
    private readonly FrozenSet<string> _files =
        files.Select(folder.FileOf).OfType<string>().Select(AcceptedIdentity.Comparable).ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenSet<string> _notLookedFor = (notLookedFor ?? []).Select(rule => rule.Code).ToFrozenSet(StringComparer.Ordinal);

    public bool Covers(AcceptedIdentity identity) => _files.Contains(identity.File) && !_notLookedFor.Contains(identity.Code);
}

using System.Collections.Immutable;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What a build says about the lock that it wrote.</summary>
internal static class LockChanges
{
    private const int MostLines = 20;

    public static ImmutableArray<string> Of(LockResult result)
    {
        var packages = result.After!.Packages.Length;
        var changed = result.Resolution?.Set?.Changed ?? [];
        if (result.Before is null)
        {
            return [FormattableString.Invariant($"{WorkspaceLock.FileName}: written with {packages} {Packages(packages)}. Commit it.")];
        }

        if (changed.IsEmpty)
        {
            return [FormattableString.Invariant($"{WorkspaceLock.FileName}: {packages} {Packages(packages)} unchanged; what modules ask for was brought up to date.")];
        }

        var lines = changed.Take(MostLines).Select(Line);
        return changed.Length <= MostLines
            ? [.. lines]
            : [.. lines, FormattableString.Invariant($"{WorkspaceLock.FileName}: … and {changed.Length - MostLines} more")];
    }

    private static string Packages(int count) => count == 1 ? "package" : "packages";

    private static string Line(VersionChange change)
    {
        var versions = (change.From, change.To) switch
        {
            (null, { } to) => $"{to.ToNormalizedString()} is new",
            ({ } from, null) => $"{from.ToNormalizedString()} is gone",
            var (from, to) => $"{from!.ToNormalizedString()} -> {to!.ToNormalizedString()}",
        };
        return change.Because.Length == 0
            ? $"{WorkspaceLock.FileName}: {change.Id} {versions}"
            : $"{WorkspaceLock.FileName}: {change.Id} {versions} ({change.Because})";
    }
}

using System.Collections.Immutable;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Cli.Resolution;

/// <summary>Tells what became of a lock.</summary>
/// <param name="context">The command.</param>
internal sealed class LockReport(CommandContext context)
{
    /// <summary>Writes it.</summary>
    /// <param name="root">Absolute path of the workspace's folder.</param>
    /// <param name="result">What became of the lock.</param>
    /// <param name="dryRun">Whether it was only asked what would become of it.</param>
    /// <returns>The exit code.</returns>
    public int Write(string root, LockResult result, bool dryRun)
    {
        if (result.After is { } after)
        {
            var name = ShownPaths.Shorten(Path.Combine(root, WorkspaceLock.FileName), context.CurrentFolder);
            var changes = Changes(result.Before, after, result.Resolution?.Set);
            foreach (var line in Lines(name, result, changes, dryRun))
            {
                context.Messages.WriteLine(line);
            }
        }

        return context.Report.Write(result.Findings, [], null);
    }

    /// <summary>The differences of two locks, in the order of ids.</summary>
    /// <param name="before">The old one; null where there was none.</param>
    /// <param name="after">The new one; null where there is none.</param>
    /// <param name="set">The resolution that made the new one, which knows why; or null.</param>
    public static ImmutableArray<VersionChange> Changes(LockFile? before, LockFile? after, ResolvedSet? set)
    {
        var ids = (before?.Packages ?? []).Concat(after?.Packages ?? []).Select(package => package.Id);
        return
        [
            .. from id in ids.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)
               let old = before?.Find(id)?.Version
               let now = after?.Find(id)?.Version
               where old != now
               let known = set?.Changed.FirstOrDefault(change => change.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
               select new VersionChange(id, old, now, known?.Because ?? set?.Find(id)?.Because() ?? string.Empty),
        ];
    }

    private static IEnumerable<string> Lines(string name, LockResult result, ImmutableArray<VersionChange> changes, bool dryRun)
    {
        var after = result.After!;
        var kept = after.Packages.Length - changes.Count(change => change.To is not null);
        if (!result.Written && !dryRun)
        {
            yield return $"{name} is up to date: {FindingSummary.Count(after.Packages.Length, "package")}.";
            yield break;
        }

        yield return $"{(dryRun ? "Would write" : "Wrote")} {name}: {ChangeText.Count(kept, changes.Length)}{(changes.IsEmpty ? "." : ", because")}";
        foreach (var line in ChangeText.Lines(changes))
        {
            yield return line;
        }
    }
}

/// <summary>Why a package is in a set.</summary>
internal static class Reasons
{
    /// <summary>In a few words, where it is known.</summary>
    /// <param name="package">The package.</param>
    public static string? Because(this ResolvedPackage package) =>
        package.RequiredBy is [var first, ..] ? $"{first.Requester} needs {first.Range.Text}" : null;
}

using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Publishing;

/// <summary>
/// The journal of what is published, in a store. The bytes of a version are written down before they are pushed: whoever goes on after a
/// crash pushes those, and nobody pushes others.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="by">Who publishes.</param>
/// <param name="writer">A name that no other process uses.</param>
/// <param name="clock">The time.</param>
/// <param name="chance">Gives a number from 0 to below 1: spreads retries.</param>
public sealed class PublishJournal(IStateStore store, string by, string writer, TimeProvider clock, Func<double> chance)
{
    private const int MostRaces = 100;

    /// <summary>How the store is named for people.</summary>
    public string Name => store.Name;

    /// <summary>Reads what is known of packages.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<SourceAnswer<JournalSnapshot>> ReadAsync(ImmutableArray<PublishablePackage> packages, CancellationToken cancellation)
    {
        var tip = await store.GetTipAsync(PublishPaths.Branch, cancellation);
        if (tip.Value?.Commit is null)
        {
            return tip.Value is null ? SourceAnswer.Failed<JournalSnapshot>(tip.Problem!) : SourceAnswer.Of(JournalSnapshot.None);
        }

        ImmutableArray<string> paths = [StorePaths.LedgerHead, .. packages.Select(package => PublishPaths.Of(package.File.Id, package.File.Version))];
        var read = await store.ReadAsync(tip.Value, paths, cancellation);
        return read.Value is null ? SourceAnswer.Failed<JournalSnapshot>(read.Problem!) : Parse(tip.Value, paths, read.Value.Files);
    }

    /// <summary>Writes down how far packages came, in one commit. A package that came as far already is left as it is.</summary>
    /// <param name="known">The journal as it was last seen.</param>
    /// <param name="all">All packages of the run: they are read again where somebody else was faster.</param>
    /// <param name="feeds">Where to.</param>
    /// <param name="state">How far the packages came.</param>
    /// <param name="packages">Which.</param>
    /// <param name="cancellation">Stops waiting; the change is then made or not.</param>
    /// <returns>The journal afterwards; MB6002 where it holds other bytes of a version.</returns>
    public async Task<SourceAnswer<JournalSnapshot>> AdvanceAsync(
        JournalSnapshot known, ImmutableArray<PublishablePackage> all, FeedPair feeds, PublishState state, IReadOnlyCollection<PublishablePackage> packages, CancellationToken cancellation)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            if (packages.Select(package => JournalRules.OtherBytes(known.Find(package.File), package, feeds.Packages)).FirstOrDefault(finding => finding is not null) is { } taken)
            {
                return SourceAnswer.Failed<JournalSnapshot>(taken);
            }

            var now = clock.GetUtcNow();
            var changed = packages
                .Select(package => (Package: package, Before: known.Find(package.File), After: JournalRules.Advance(known.Find(package.File), package, feeds, state, by, now)))
                .Where(change => change.After != change.Before)
                .ToList();
            if (changed.Count == 0)
            {
                return SourceAnswer.Of(known);
            }

            var entry = new PublishEntry
            {
                Sequence = known.Head.Sequence + 1,
                Previous = known.Head.Hash,
                At = now,
                By = by,
                Feed = feeds.Packages,
                SymbolsFeed = state == PublishState.SymbolsPushed && feeds.Symbols != feeds.Packages ? feeds.Symbols : null,
                State = state,
                Packages = [.. changed.Select(change => new PublishedBytes(change.After.Id, change.After.Version, change.After.ContentHash))],
            };
            var written = await WriteAsync(known, entry, [.. changed.Select(change => change.After)], cancellation);
            if (written.Value is not null || written.Problem is not null)
            {
                return written;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2 + (chance() * 10 * Math.Min(20, race + 1))), clock, cancellation);
            var again = await ReadAsync(all, cancellation);
            if (again.Value is null)
            {
                return again;
            }

            known = again.Value;
        }

        return SourceAnswer.Failed<JournalSnapshot>(Unusable("others were faster each time; try again."));
    }

    /// <summary>Reads the whole chain and checks it.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The entries in their order; MB6010 where one was changed, taken out or put in.</returns>
    public async Task<SourceAnswer<PublishHistory>> ReadHistoryAsync(CancellationToken cancellation)
    {
        var snapshot = await ReadAsync([], cancellation);
        if (snapshot.Value is not { Tip.Commit: not null } known)
        {
            return snapshot.Value is null ? SourceAnswer.Failed<PublishHistory>(snapshot.Problem!) : SourceAnswer.Of(new PublishHistory([]));
        }

        ImmutableArray<string> paths = [.. Enumerable.Range(1, (int)known.Head.Sequence).Select(number => StorePaths.LedgerEntry(number))];
        var read = await store.ReadAsync(known.Tip, paths, cancellation);
        if (read.Value is null)
        {
            return SourceAnswer.Failed<PublishHistory>(read.Problem!);
        }

        var entries = ImmutableArray.CreateBuilder<PublishEntry>();
        var previous = LedgerEntry.NoPrevious;
        foreach (var (path, bytes) in paths.Zip(read.Value.Files))
        {
            var (entry, problem) = bytes is null ? (null, "it is missing.") : StoreJson.Read<PublishEntry>(bytes);
            if (entry is null || entry.Previous != previous || entry.Sequence != entries.Count + 1)
            {
                return SourceAnswer.Failed<PublishHistory>(Unusable($"the journal of publishing is not whole at {path}: {problem ?? "it does not follow from the entry before it."}"));
            }

            previous = Convert.ToHexStringLower(SHA256.HashData(bytes!));
            entries.Add(entry);
        }

        return previous == known.Head.Hash
            ? SourceAnswer.Of(new PublishHistory(entries.ToImmutable()))
            : SourceAnswer.Failed<PublishHistory>(Unusable($"the journal of publishing is not whole: {StorePaths.LedgerHead} is not the hash of its last entry."));
    }

    private async Task<SourceAnswer<JournalSnapshot>> WriteAsync(
        JournalSnapshot known, PublishEntry entry, ImmutableArray<PublishedVersion> versions, CancellationToken cancellation)
    {
        var bytes = StoreJson.Write(entry);
        var head = new LedgerHead(entry.Sequence, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]?>(StringComparer.Ordinal);
        files[StorePaths.LedgerEntry(entry.Sequence)] = bytes;
        files[StorePaths.LedgerHead] = StoreJson.Write(head);
        foreach (var version in versions)
        {
            files[PathOf(version)] = StoreJson.Write(version);
        }

        var what = versions is [var one] ? $"{one.Id} {one.Version}" : string.Create(CultureInfo.InvariantCulture, $"{versions.Length} packages");
        var written = await store.WriteAsync(known.Tip, new StateChange(files.ToImmutable(), $"{what}: {entry.State} at {entry.Feed}", by, entry.At, writer), cancellation);
        return written.Value is null ? SourceAnswer.Failed<JournalSnapshot>(written.Problem!)
            : written.Value.Tip is null ? default
            : SourceAnswer.Of(new JournalSnapshot(written.Value.Tip, head, known.Versions.SetItems(versions.Select(version => KeyValuePair.Create(PathOf(version), version)))));
    }

    private static string PathOf(PublishedVersion version) => PublishPaths.Of(version.Id, NuGet.Versioning.NuGetVersion.Parse(version.Version));

    private SourceAnswer<JournalSnapshot> Parse(BranchTip tip, ImmutableArray<string> paths, ImmutableArray<byte[]?> files)
    {
        var versions = ImmutableSortedDictionary.CreateBuilder<string, PublishedVersion>(StringComparer.Ordinal);
        var (head, problem) = files[0] is { } bytes ? StoreJson.Read<LedgerHead>(bytes) : (null, "it is missing.");
        problem = problem is null ? null : $"{paths[0]}: {problem}";
        foreach (var (path, content) in paths.Zip(files).Skip(1).Where(file => file.Second is not null))
        {
            var (version, unreadable) = StoreJson.Read<PublishedVersion>(content);
            problem ??= unreadable is null ? null : $"{path}: {unreadable}";
            if (version is not null)
            {
                versions[path] = version;
            }
        }

        return problem is null && head is not null
            ? SourceAnswer.Of(new JournalSnapshot(tip, head, versions.ToImmutable()))
            : SourceAnswer.Failed<JournalSnapshot>(Unusable($"the journal of publishing cannot be read: {problem}"));
    }

    private Finding Unusable(string problem) => Finding.Create(DiagnosticCatalog.StoreUnusable, new SourceLocation(store.Name), problem);
}

/// <summary>The entries of the journal.</summary>
/// <param name="Entries">In their order.</param>
public sealed record PublishHistory(ImmutableArray<PublishEntry> Entries);

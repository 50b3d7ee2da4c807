using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Release.Store;

/// <summary>Reads environments from a store, and writes what changes: one transition, one commit, with its entries of the ledger.</summary>
/// <param name="store">The store.</param>
/// <param name="writer">A name that no other process uses.</param>
/// <param name="clock">The time.</param>
/// <param name="chance">Gives a number from 0 to below 1: spreads retries, so that many who lost a race don't meet again.</param>
public sealed class EnvironmentStore(IStateStore store, string writer, TimeProvider clock, Func<double> chance)
{
    private const int MostRaces = 200;

    private static readonly ImmutableArray<string> Heart = [StorePaths.Current, StorePaths.Operation, StorePaths.Target, StorePaths.LedgerHead];

    /// <summary>Reads all that decides what may happen next.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<SourceAnswer<EnvironmentSnapshot>> ReadAsync(string environment, CancellationToken cancellation)
    {
        var tip = await store.GetTipAsync(StorePaths.BranchOf(environment), cancellation);
        if (tip.Value is null)
        {
            return SourceAnswer.Failed<EnvironmentSnapshot>(tip.Problem!);
        }

        if (tip.Value.Commit is null)
        {
            return await UnknownAsync(environment, cancellation);
        }

        var read = await store.ReadAsync(tip.Value, Heart, cancellation);
        return read.Value is null ? SourceAnswer.Failed<EnvironmentSnapshot>(read.Problem!) : Parse(environment, tip.Value, read.Value.Files);
    }

    /// <summary>Reads a release.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="number">Number of the release.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<SourceAnswer<EnvironmentRelease>> ReadReleaseAsync(EnvironmentSnapshot snapshot, int number, CancellationToken cancellation)
    {
        var path = StorePaths.Release(number);
        var read = await store.ReadAsync(snapshot.Tip, [path], cancellation);
        if (read.Value is null)
        {
            return SourceAnswer.Failed<EnvironmentRelease>(read.Problem!);
        }

        var (release, problem) = ReadFile<EnvironmentRelease>(path, read.Value.Files[0]);
        if (release is not null && release.ToSet().Digest() != release.Digest)
        {
            problem = $"{path}: its digest is not that of its modules and settings.";
        }

        return problem is null && release is not null ? SourceAnswer.Of(release) : Unusable<EnvironmentRelease>(snapshot.State.Environment, problem ?? $"{path} is missing.");
    }

    /// <summary>The set of a release; the empty set where there is none.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="number">Number of the release, or null.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<SourceAnswer<ModuleSet>> ReadSetAsync(EnvironmentSnapshot snapshot, int? number, CancellationToken cancellation)
    {
        if (number is null)
        {
            return SourceAnswer.Of(ModuleSet.Empty);
        }

        var release = await ReadReleaseAsync(snapshot, number.Value, cancellation);
        return release.Value is null ? SourceAnswer.Failed<ModuleSet>(release.Problem!) : SourceAnswer.Of(release.Value.ToSet());
    }

    /// <summary>Makes an environment.</summary>
    /// <param name="environment">Its name.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The environment; the one that is there already, where there is one.</returns>
    public async Task<SourceAnswer<EnvironmentSnapshot>> CreateAsync(string environment, string by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var branch = StorePaths.BranchOf(environment);
        var created = new Transition(
            new EnvironmentState { Environment = environment }, null, null, [new LedgerEvent { Kind = LedgerEventKind.Created, At = now, By = by }]);
        var empty = new EnvironmentSnapshot(BranchTip.None(branch), created.State, null, null, LedgerHead.Empty);
        var written = await WriteAsync(empty, created, cancellation);
        return written is { Problem: null, Value: null } ? await ReadAsync(environment, cancellation) : written;
    }

    /// <summary>
    /// Changes an environment: reads it, decides, writes. Where somebody else was faster it reads and decides again, so that the decision
    /// always rests on the state that it changes.
    /// </summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="decide">Decides; it may be called several times.</param>
    /// <param name="cancellation">Stops waiting; the change is then made or not.</param>
    /// <returns>The environment afterwards; or MB6015 or MB6016 where the decision was a refusal.</returns>
    public Task<SourceAnswer<EnvironmentSnapshot>> ChangeAsync(
        string environment, Func<EnvironmentSnapshot, Decision> decide, CancellationToken cancellation) =>
        ChangeAsync(environment, null, snapshot => Task.FromResult(SourceAnswer.Of(decide(snapshot))), cancellation);

    /// <summary>The same, where what was read before may still be true, and where the decision has to read more.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="known">The environment as it was last seen: the first decision is made on it, and the store says where it is out of date; or null.</param>
    /// <param name="decide">Decides; it may be called several times.</param>
    /// <param name="cancellation">Stops waiting; the change is then made or not.</param>
    public async Task<SourceAnswer<EnvironmentSnapshot>> ChangeAsync(
        string environment, EnvironmentSnapshot? known, Func<EnvironmentSnapshot, Task<SourceAnswer<Decision>>> decide, CancellationToken cancellation)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var read = known is null ? await ReadAsync(environment, cancellation) : SourceAnswer.Of(known);
            var decision = read.Value is null ? default : await decide(read.Value);
            switch (decision.Value)
            {
                case null:
                    return SourceAnswer.Failed<EnvironmentSnapshot>(read.Problem ?? decision.Problem!);
                case Refused when known is not null:
                    break; // what was known may be out of date
                case Refused refused:
                    return SourceAnswer.Failed<EnvironmentSnapshot>(RefusalFindings.Of(environment, refused));
                case Transition transition:
                    var written = await WriteAsync(read.Value!, transition, cancellation);
                    if (written.Value is not null || written.Problem is not null)
                    {
                        return written;
                    }

                    await Task.Delay(TimeSpan.FromMilliseconds(2 + (chance() * 10 * Math.Min(20, race + 1))), clock, cancellation);
                    break;
                default:
                    return read;
            }

            known = null;
        }

        return SourceAnswer.Failed<EnvironmentSnapshot>(RefusalFindings.Of(environment, new Refused(Refusal.Busy, "others were faster each time; try again.")));
    }

    private async Task<SourceAnswer<EnvironmentSnapshot>> WriteAsync(EnvironmentSnapshot before, Transition transition, CancellationToken cancellation)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]?>(StringComparer.Ordinal);
        if (before.Tip.Commit is null || transition.State != before.State)
        {
            files[StorePaths.Current] = StoreJson.Write(transition.State);
        }

        if (transition.Operation != before.Operation)
        {
            files[StorePaths.Operation] = transition.Operation is null ? null : StoreJson.Write(transition.Operation);
        }

        if (!ReferenceEquals(transition.Target, before.Target))
        {
            files[StorePaths.Target] = transition.Target is null ? null : StoreJson.Write(transition.Target);
            if (files[StorePaths.Target] is { } bytes && StoreJson.Read<ModuleSet>(bytes).Problem is { } unreadable)
            {
                return Unusable<EnvironmentSnapshot>(before.State.Environment, $"{StorePaths.Target} would not be readable, and was not written: {unreadable}");
            }
        }

        if (transition.Release is { } release)
        {
            files[StorePaths.Release(release.Number)] = StoreJson.Write(release);
        }

        var head = Append(files, before.Head, transition.Events);
        var change = new StateChange(files.ToImmutable(), Message(transition), transition.Events is [var first, ..] ? first.By : writer, clock.GetUtcNow(), writer);
        FaultPoints.Pass();
        var written = await store.WriteAsync(before.Tip, change, cancellation);
        FaultPoints.Pass();
        return written.Value is null ? SourceAnswer.Failed<EnvironmentSnapshot>(written.Problem!)
            : written.Value.Tip is null ? default
            : SourceAnswer.Of(new EnvironmentSnapshot(written.Value.Tip, transition.State, transition.Operation, transition.Target, head));
    }

    private static LedgerHead Append(ImmutableSortedDictionary<string, byte[]?>.Builder files, LedgerHead head, ImmutableArray<LedgerEvent> events)
    {
        foreach (var happened in events)
        {
            var entry = StoreJson.Write(new LedgerEntry { Sequence = head.Sequence + 1, Previous = head.Hash, Event = happened });
            head = new LedgerHead(head.Sequence + 1, Convert.ToHexStringLower(SHA256.HashData(entry)));
            files[StorePaths.LedgerEntry(head.Sequence)] = entry;
        }

        if (!events.IsEmpty)
        {
            files[StorePaths.LedgerHead] = StoreJson.Write(head);
        }

        return head;
    }

    private static string Message(Transition transition) => transition.Events.IsEmpty
        ? $"{transition.State.Environment}: renew the lease of {transition.Operation?.Id}"
        : string.Join('\n', transition.Events.Select(happened => string.Create(
            CultureInfo.InvariantCulture,
            $"{transition.State.Environment}: {happened.Kind}{(happened.Release is { } release ? $" release {release}" : string.Empty)}{(happened.Outcome is { } outcome ? $", {outcome}" : string.Empty)}{(happened.Operation is { } id ? $" ({id})" : string.Empty)}")));

    private static SourceAnswer<EnvironmentSnapshot> Parse(string environment, BranchTip tip, ImmutableArray<byte[]?> files)
    {
        var (state, problem) = ReadFile<EnvironmentState>(StorePaths.Current, files[0]);
        var (operation, operationProblem) = ReadFile<Operation>(StorePaths.Operation, files[1]);
        var (target, targetProblem) = ReadFile<ModuleSet>(StorePaths.Target, files[2]);
        var (head, headProblem) = ReadFile<LedgerHead>(StorePaths.LedgerHead, files[3]);
        problem ??= operationProblem ?? targetProblem ?? headProblem
            ?? (state is null ? $"{StorePaths.Current} is missing."
                : head is null ? $"{StorePaths.LedgerHead} is missing."
                : state.Environment != environment ? $"{StorePaths.Current}: it is that of '{state.Environment}'."
                : (operation is null) != (target is null) ? $"of {StorePaths.Operation} and {StorePaths.Target} one is missing."
                : null);
        return problem is null
            ? SourceAnswer.Of(new EnvironmentSnapshot(tip, state!, operation, target, head!))
            : Unusable<EnvironmentSnapshot>(environment, problem);
    }

    private static (T? Value, string? Problem) ReadFile<T>(string path, byte[]? bytes)
        where T : class
    {
        var (value, problem) = bytes is null ? (null, null) : StoreJson.Read<T>(bytes);
        return (value, problem is null ? null : $"{path}: {problem}");
    }

    private async Task<SourceAnswer<EnvironmentSnapshot>> UnknownAsync(string environment, CancellationToken cancellation)
    {
        var list = await store.ListAsync(StorePaths.Prefix, cancellation);
        var names = list.Value?.Names.Select(StorePaths.EnvironmentOf).ToList() ?? [];
        var advice = Spelling.Nearest(environment, names) is { } nearest ? $"Did you mean '{nearest}'?"
            : names.Count > 0 ? $"It has {string.Join(", ", names.Select(name => $"'{name}'"))}; 'modulebuild env add {environment}' makes another."
            : $"Make it with 'modulebuild env add {environment}'.";
        return SourceAnswer.Failed<EnvironmentSnapshot>(
            list.Problem ?? Finding.Create(DiagnosticCatalog.EnvironmentUnknown, new SourceLocation(StorePaths.BranchOf(environment)), environment, advice));
    }

    private static SourceAnswer<T> Unusable<T>(string environment, string problem)
        where T : class =>
        SourceAnswer.Failed<T>(Finding.Create(DiagnosticCatalog.StateUnusable, new SourceLocation(StorePaths.BranchOf(environment)), environment, problem));
}

using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Ledger;

/// <summary>What a verification looked at, and found.</summary>
/// <param name="Findings">MB6012, or MB6010 where something could not be read; nothing where the ledger is what it was.</param>
/// <param name="Entries">How many entries there are.</param>
/// <param name="Checkpoints">The checkpoints that it was compared with.</param>
public sealed record LedgerVerdict(ImmutableArray<Finding> Findings, long Entries, ImmutableArray<Checkpoint> Checkpoints);

/// <summary>Verifies a ledger: its chain, and that it is the one that checkpoints saw.</summary>
/// <param name="store">The store.</param>
/// <param name="checkpoints">Where checkpoints are; null for the chain alone.</param>
public sealed class LedgerVerification(IStateStore store, ICheckpointStore? checkpoints)
{
    /// <summary>Verifies the whole ledger.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="acceptsUnsigned">Whether checkpoints without signature count.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<LedgerVerdict> VerifyAsync(EnvironmentSnapshot snapshot, bool acceptsUnsigned, CancellationToken cancellation)
    {
        var list = checkpoints is null ? default : await checkpoints.ListAsync(snapshot.State.Environment, cancellation);
        ImmutableArray<Checkpoint> known = list.Value?.Checkpoints ?? [];
        var hashes = known.Select(checkpoint => checkpoint.Sequence).Distinct().ToDictionary(sequence => sequence, _ => (string?)null);
        var broken = await new LedgerReader(store).VisitAsync(
            snapshot,
            1,
            (entry, head) =>
            {
                if (hashes.ContainsKey(entry.Sequence))
                {
                    hashes[entry.Sequence] = head.Hash;
                }
            },
            cancellation);

        var problems = new List<string>();
        var good = 0L;
        foreach (var checkpoint in known)
        {
            var problem = Compare(snapshot, checkpoint, hashes[checkpoint.Sequence], good, acceptsUnsigned, broken is not null);
            problems.AddRange(problem is null ? [] : [problem]);
            good = problem is null ? checkpoint.Sequence : good;
        }

        Finding?[] findings = [list.Problem, broken, .. problems.Select(problem => LedgerReader.Tell(snapshot, problem))];
        return new LedgerVerdict([.. findings.OfType<Finding>()], snapshot.Head.Sequence, known);
    }

    private static string? Compare(EnvironmentSnapshot snapshot, Checkpoint checkpoint, string? hash, long good, bool acceptsUnsigned, bool isBroken) =>
        checkpoint.Signature == SignatureState.Invalid || (checkpoint.Signature == SignatureState.None && !acceptsUnsigned)
            ? $"checkpoint {checkpoint.Name} proves nothing: {checkpoint.Words}."
        : checkpoint.Sequence > snapshot.Head.Sequence
            ? FormattableString.Invariant($"it was cut off: checkpoint {checkpoint.Name} saw entry {checkpoint.Sequence}, and it ends at {snapshot.Head.Sequence}.")
        : hash is null && isBroken ? null // it was not read that far
        : hash?.StartsWith(checkpoint.Hash, StringComparison.Ordinal) != true
            ? FormattableString.Invariant($"entry {checkpoint.Sequence} is not the one that checkpoint {checkpoint.Name} saw: entries after {good} were made anew.")
        : null;
}

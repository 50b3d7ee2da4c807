using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Ledger;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Store;

/// <summary>What a check looked at, and found.</summary>
/// <param name="Findings">MB6010, MB6011 or MB6012; nothing where all is well.</param>
/// <param name="Environments">How many environments it looked at.</param>
/// <param name="Releases">How many releases.</param>
/// <param name="Entries">How many entries of ledgers.</param>
public sealed record StoreCheckResult(ImmutableArray<Finding> Findings, int Environments, int Releases, long Entries);

/// <summary>
/// Looks whether all that a store holds is whole and belongs together: every file, the digest of every release, the ledger, and that state,
/// operation and ledger tell the same.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">The time.</param>
public sealed class StoreCheck(IStateStore store, TimeProvider clock)
{
    private const int AtOnce = 1_000;

    private readonly EnvironmentStore _environments = new(store, "check", clock, () => 0);

    /// <summary>Looks at all environments.</summary>
    /// <param name="cancellation">Stops.</param>
    public async Task<StoreCheckResult> CheckAllAsync(CancellationToken cancellation)
    {
        var result = new StoreCheckResult([], 0, 0, 0);
        var list = await store.ListAsync(StorePaths.Prefix, cancellation);
        if (list.Value is null)
        {
            return result with { Findings = [list.Problem!] };
        }

        foreach (var branch in list.Value.Names)
        {
            var one = await CheckAsync(StorePaths.EnvironmentOf(branch), cancellation);
            result = new StoreCheckResult(
                [.. result.Findings, .. one.Findings], result.Environments + 1, result.Releases + one.Releases, result.Entries + one.Entries);
        }

        return result;
    }

    /// <summary>Looks at one environment.</summary>
    /// <param name="environment">Its name.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<StoreCheckResult> CheckAsync(string environment, CancellationToken cancellation)
    {
        var read = await _environments.ReadAsync(environment, cancellation);
        if (read.Value is not { } snapshot)
        {
            return new StoreCheckResult([read.Problem!], 1, 0, 0);
        }

        var findings = ImmutableArray.CreateBuilder<Finding>();
        findings.AddRange(References(snapshot).Select(problem => Unusable(snapshot, problem)));
        await ReleasesAsync(snapshot, findings, cancellation);
        var story = new OperationStory();
        if (await new LedgerReader(store).VisitAsync(snapshot, 1, (entry, _) => story.Add(entry), cancellation) is { } broken)
        {
            findings.Add(broken); // what a broken ledger tells of operations is not worth telling
        }
        else
        {
            story.End(snapshot.Operation?.Id, snapshot.State);
            findings.AddRange(story.Problems.Select(problem => LedgerReader.Tell(snapshot, problem)));
        }

        return new StoreCheckResult(findings.ToImmutable(), 1, snapshot.State.Releases, snapshot.Head.Sequence);
    }

    private static IEnumerable<string> References(EnvironmentSnapshot snapshot)
    {
        var state = snapshot.State;
        (string Name, int? Number)[] references =
        [
            ("release", state.Release), ("lastKnownGood", state.LastKnownGood), ("base of the operation", snapshot.Operation?.Base),
            ("release of the operation", snapshot.Operation?.Release),
        ];
        foreach (var (name, number) in references.Where(reference => reference.Number is { } known && (known < 1 || known > state.Releases)))
        {
            yield return FormattableString.Invariant($"{name} is {number}, and there are releases 1 to {state.Releases}.");
        }

        if (snapshot.Target is { } target && snapshot.Operation is { } operation && target.Digest() != operation.Target)
        {
            yield return $"{StorePaths.Target} is not the set of {StorePaths.Operation}.";
        }

        if (snapshot.Operation?.Fence > state.Fence)
        {
            yield return "the operation has a higher fence than was ever given out.";
        }
    }

    private async Task ReleasesAsync(EnvironmentSnapshot snapshot, ImmutableArray<Finding>.Builder findings, CancellationToken cancellation)
    {
        // One more than there are: a release that nobody counted is one that nobody wrote by this tool.
        var last = snapshot.State.Releases + 1;
        for (var start = 1; start <= last; start += AtOnce)
        {
            ImmutableArray<int> numbers = [.. Enumerable.Range(start, Math.Min(AtOnce, last - start + 1))];
            var read = await store.ReadAsync(snapshot.Tip, [.. numbers.Select(StorePaths.Release)], cancellation);
            if (read.Value is null)
            {
                findings.Add(read.Problem!);
                return;
            }

            findings.AddRange(numbers
                .Select((number, index) => (Number: number, Problem: ReleaseProblem(snapshot, number, read.Value.Files[index], number == last)))
                .Where(release => release.Problem is not null)
                .Select(release => Unusable(snapshot, $"{StorePaths.Release(release.Number)}: {release.Problem}")));
        }
    }

    private static string? ReleaseProblem(EnvironmentSnapshot snapshot, int number, byte[]? bytes, bool isBeyond)
    {
        if (bytes is null || isBeyond)
        {
            return bytes is null == isBeyond ? null : isBeyond ? "it is there, and the environment does not know of it." : "it is missing.";
        }

        var (release, problem) = StoreJson.Read<EnvironmentRelease>(bytes);
        return release is null ? problem
            : release.Number != number ? FormattableString.Invariant($"it is release {release.Number}.")
            : release.Environment != snapshot.State.Environment ? $"it is one of '{release.Environment}'."
            : release.ToSet().Digest() != release.Digest ? "its digest is not that of its modules and settings."
            : null;
    }

    private static Finding Unusable(EnvironmentSnapshot snapshot, string problem) =>
        Finding.Create(DiagnosticCatalog.StateUnusable, new SourceLocation(snapshot.Tip.Branch), snapshot.State.Environment, problem);
}

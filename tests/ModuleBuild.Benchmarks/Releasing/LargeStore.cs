using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Benchmarks.Releasing;

/// <summary>Years of work in an environment: 10,000 releases of 100 modules, ten entries of the ledger for each.</summary>
internal static class LargeStore
{
    public const string Environment = "staging";
    public const int Modules = 100;
    private const int AtOnce = 1_000;

    private static readonly DateTimeOffset Start = new(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);

    /// <summary>What an operation tells, in its order.</summary>
    private static readonly LedgerEventKind[] Story =
    [
        LedgerEventKind.Began, LedgerEventKind.Claimed, LedgerEventKind.Waiting, LedgerEventKind.Approved, LedgerEventKind.Claimed, LedgerEventKind.Waiting,
        LedgerEventKind.Claimed, LedgerEventKind.Accepted, LedgerEventKind.Applied, LedgerEventKind.Closed,
    ];

    /// <summary>A set of 100 modules; sets with neighbouring numbers differ in one of them.</summary>
    public static ModuleSet Set(int number) => ModuleSet.Of(
        Enumerable.Range(0, Modules).Select(module =>
        {
            var version = string.Create(CultureInfo.InvariantCulture, $"1.{(number + Modules - 1 - module) / Modules}.0");
            var id = string.Create(CultureInfo.InvariantCulture, $"Acme.Module{module:000}");
            var hash = SHA512.HashData(System.Text.Encoding.UTF8.GetBytes(id + version));
            return new ReleasedModule(id, version, Convert.ToBase64String(hash), Convert.ToHexStringLower(hash.AsSpan(0, 32)));
        }),
        ImmutableDictionary<string, JsonElement>.Empty);

    /// <summary>Fills a store, a thousand releases a commit.</summary>
    /// <param name="store">The store; the environment is not there yet.</param>
    /// <param name="releases">How many releases.</param>
    public static async Task FillAsync(IStateStore store, int releases)
    {
        var (tip, head) = (BranchTip.None(StorePaths.BranchOf(Environment)), LedgerHead.Empty);
        for (var first = 1; first <= releases; first += AtOnce)
        {
            var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]?>(StringComparer.Ordinal);
            var last = Math.Min(releases, first + AtOnce - 1);
            for (var number = first; number <= last; number++)
            {
                var release = ReleaseOf(number);
                files[StorePaths.Release(number)] = StoreJson.Write(release);
                foreach (var kind in Story)
                {
                    var entry = StoreJson.Write(new LedgerEntry { Sequence = head.Sequence + 1, Previous = head.Hash, Event = EventOf(release, kind) });
                    head = new LedgerHead(head.Sequence + 1, Convert.ToHexStringLower(SHA256.HashData(entry)));
                    files[StorePaths.LedgerEntry(head.Sequence)] = entry;
                }
            }

            files[StorePaths.LedgerHead] = StoreJson.Write(head);
            files[StorePaths.Current] = StoreJson.Write(StateAfter(last));
            var written = await store.WriteAsync(tip, new StateChange(files.ToImmutable(), "years of work", "Ann", Start, "benchmark"), CancellationToken.None);
            tip = written.Value?.Tip ?? throw new InvalidOperationException(written.Problem?.Message);
        }
    }

    private static EnvironmentState StateAfter(int release) => new()
    {
        Environment = Environment,
        Release = release,
        LastKnownGood = release,
        GoodSince = Start,
        Releases = release,
        Operations = release,
        Fence = release,
    };

    private static EnvironmentRelease ReleaseOf(int number)
    {
        var set = Set(number);
        return new EnvironmentRelease
        {
            Number = number,
            Environment = Environment,
            Digest = set.Digest(),
            Modules = set.Modules,
            Settings = set.Settings,
            Base = number == 1 ? null : number - 1,
            Operation = number.ToString("x16", CultureInfo.InvariantCulture),
            Kind = OperationKind.Promote,
            From = "dev",
            FromRelease = number,
            By = "Ann <ann@example.com>",
            At = Start.AddHours(number),
        };
    }

    private static LedgerEvent EventOf(EnvironmentRelease release, LedgerEventKind kind) => new()
    {
        Kind = kind,
        At = release.At,
        By = release.By,
        Operation = release.Operation,
        OperationKind = release.Kind,
        Release = kind is LedgerEventKind.Began ? null : release.Number,
        Digest = release.Digest,
        Outcome = kind == LedgerEventKind.Closed ? OperationOutcome.Succeeded : null,
        Changes = kind == LedgerEventKind.Accepted ? SetChanges.Between(Set(release.Number - 1), Set(release.Number)) : null,
    };
}

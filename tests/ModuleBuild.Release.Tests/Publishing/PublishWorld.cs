using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Changelogs;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Publishing;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Tests.Fakes;
using NuGet.Versioning;

namespace ModuleBuild.Release.Tests.Publishing;

/// <summary>A store, a feed, and processes that publish.</summary>
public sealed class PublishWorld
{
    private int _processes;

    public MemoryStore Store { get; } = new();

    public ManualClock Clock { get; } = new();

    public FakeFeed Feed { get; init; } = new();

    /// <summary>Takes symbols; null where the feed itself does.</summary>
    public FakeFeed? SymbolsFeed { get; set; }

    public ReleaseSettings Policy { get; set; } = new();

    public bool HasStore { get; init; } = true;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A package that nothing speaks against.</summary>
    public static PublishablePackage Package(string id, string version = "1.0.0", string bytes = "", bool withSymbols = true, params string[] needs) => new()
    {
        File = File(PackageFileKind.Package, id, version, bytes),
        Symbols = withSymbols ? File(PackageFileKind.Symbols, id, version, bytes) : null,
        Needs = [.. needs],
        Entries = [$"lib/net10.0/{id}.dll"],
        Evidence = $"evidence of {id} {bytes}",
        Changelog = Changelog.Read($"## [{version}]\n\n- Something."),
        IsSigned = true,
    };

    /// <summary>A hundred packages, each of which needs the one before it, in no order.</summary>
    public static ImmutableArray<PublishablePackage> Hundred() =>
    [
        .. Enumerable.Range(1, 100).Select(number => Package(Name(number), needs: number == 1 ? [] : [Name(number - 1)]))
            .OrderBy(package => package.File.Id[^1]).ThenByDescending(package => package.File.Id, StringComparer.Ordinal),
    ];

    /// <summary>A process that publishes.</summary>
    public Publisher Process(CrashPoints? points = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"process {Interlocked.Increment(ref _processes)}");
        IStateStore store = points is null ? Store : new CrashingStore(Store, points);
        IPackagePublisher feed = points is null ? Feed : new CrashingFeed(Feed, points);
        return new Publisher(new PublishTools(feed, SymbolsFeed ?? feed, HasStore ? new PublishJournal(store, "a person", name, Clock, () => 0.5) : null, Policy), Clock);
    }

    public async Task<PublishResult> PublishAsync(IReadOnlyCollection<PublishablePackage> packages, CrashPoints? points = null)
    {
        var publisher = Process(points);
        return await publisher.RunAsync(await publisher.PlanAsync(packages, Cancellation), null, Cancellation);
    }

    public async Task<ImmutableArray<PublishEntry>> HistoryAsync()
    {
        var read = await new PublishJournal(Store, "a person", "reader", Clock, () => 0.5).ReadHistoryAsync(Cancellation);
        Assert.Null(read.Problem?.Message);
        return read.Value!.Entries;
    }

    public async Task<PublishedVersion?> VersionAsync(PublishablePackage package)
    {
        var read = await new PublishJournal(Store, "a person", "reader", Clock, () => 0.5).ReadAsync([package], Cancellation);
        return read.Value!.Find(package.File);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"Acme.M{number:000}");

    private static PackageFile File(PackageFileKind kind, string id, string version, string bytes) => new(
        kind, $"/out/{id}.{version}.{(kind == PackageFileKind.Symbols ? "snupkg" : "nupkg")}", id, NuGetVersion.Parse(version), $"content of {kind} {id} {version} {bytes}", $"sha256 of {kind} {id} {version} {bytes}", 1);
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Health;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Tests.Fakes;

/// <summary>A store, an environment <c>staging</c>, and the place where its sets run.</summary>
public sealed class World
{
    private int _processes;

    public MemoryStore Store { get; } = new();

    public ManualClock Clock { get; } = new();

    public FakeDeployer Place { get; } = new();

    public FakeModuleData Data => field ??= new FakeModuleData(Place);

    public FakeProbe Probe => field ??= new FakeProbe(Place);

    public ImmutableArray<IGate> Gates { get; set; } = [];

    public ImmutableArray<string> Overridable { get; set; } = GateNames.All;

    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether owners are known to have died, as those of one machine are.</summary>
    public bool KnowsTheDead { get; set; } = true;

    public PolicyReference? Policy { get; set; }

    /// <summary>What versions migrate for good, by <c>A 2.0.0</c>: the module and the first version that reads what is left.</summary>
    public Dictionary<string, IrreversibleMigration> Migrations { get; } = [];

    /// <summary>What processes tell who watches them.</summary>
    public IProgress<PromotionProgress>? Watcher { get; set; }

    public const string Environment = "staging";

    public static async Task<World> CreateAsync()
    {
        var world = new World();
        var created = await world.Process().Store.CreateAsync(Environment, "a person", CancellationToken.None);
        Assert.Null(created.Problem);
        return world;
    }

    /// <summary>Modules <c>A</c>, <c>B</c>, … in the versions that a text such as <c>A 1.0.0, B 2.0.0</c> names.</summary>
    public static ModuleSet Set(string modules) => ModuleSet.Of(
        modules.Split(", ").Select(module => module.Split(' ')).Select(parts => new ReleasedModule(parts[0], parts[1], $"hash-of-{parts[0]}-{parts[1]}", null)),
        ImmutableDictionary<string, JsonElement>.Empty);

    public static OperationRequest Request(string modules, OperationKind kind = OperationKind.Promote) => new(kind, Set(modules), "a person");

    /// <summary>A process that works at the environment.</summary>
    public (EnvironmentStore Store, Promoter Promoter) Process(IStateStore? through = null, Release.Deployers.IDeployer? deployer = null, IHealthProbe? probe = null, Release.Deployers.IModuleData? data = null)
    {
        var owner = string.Create(CultureInfo.InvariantCulture, $"process {Interlocked.Increment(ref _processes)}");
        var store = new EnvironmentStore(through ?? Store, owner, Clock, () => 0.5);
        var tools = new EnvironmentTools(Gates, deployer ?? Place, probe ?? Probe, Lease) { Policy = Policy, Overridable = Overridable, IsGone = _ => KnowsTheDead, Data = data ?? Data, Migrations = new FakeMigrations(Migrations) };
        return (store, new Promoter(store, Environment, tools, owner, Clock, Watcher));
    }

    /// <summary>Asks for a set, and brings the operation as far as it goes.</summary>
    public async Task<OperationResult> PromoteAsync(string modules, OperationKind kind = OperationKind.Promote)
    {
        var promoter = Process().Promoter;
        var begun = await promoter.BeginAsync(Request(modules, kind), CancellationToken.None);
        return begun.Value is null
            ? new OperationResult(null, null, [begun.Problem!])
            : await promoter.RunAsync(begun.Value.Operation!.Id, CancellationToken.None);
    }

    public async Task<EnvironmentSnapshot> ReadAsync()
    {
        var read = await Process().Store.ReadAsync(Environment, CancellationToken.None);
        Assert.Null(read.Problem);
        return read.Value!;
    }

    /// <summary>The ledger, in its order.</summary>
    public async Task<ImmutableArray<LedgerEntry>> LedgerAsync()
    {
        var snapshot = await ReadAsync();
        ImmutableArray<string> paths = [.. Enumerable.Range(1, (int)snapshot.Head.Sequence).Select(number => StorePaths.LedgerEntry(number))];
        var files = await Store.ReadAsync(snapshot.Tip, paths, CancellationToken.None);
        return [.. files.Value!.Files.Select(bytes => StoreJson.Read<LedgerEntry>(bytes).Value!)];
    }
}

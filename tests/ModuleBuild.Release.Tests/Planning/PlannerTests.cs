using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Planning;
using ModuleBuild.Release.Tests.Fakes;
using NuGet.Versioning;

namespace ModuleBuild.Release.Tests.Planning;

public sealed class PlannerTests
{
    // B needs A of the same major version; C stands alone and runs on host H up to 2.
    private static readonly PackageFacts[] Feed =
    [
        Module("A 1.0.0"), Module("A 2.0.0"), Module("A 2.1.0"),
        Module("B 1.0.0", "A [1.0,2.0)"), Module("B 2.0.0", "A [2.0,3.0)"),
        Module("C 1.0.0") with { Hosts = [Range("H [1.0,3.0)")] }, Module("C 2.0.0") with { Hosts = [Range("H [3.0,4.0)")] },
    ];

    [Fact]
    public async Task Whole_set_of_the_source_replaces_what_runs()
    {
        var plan = await PlanAsync(new PlanRequest { Running = World.Set("A 1.0.0, C 1.0.0"), Source = World.Set("A 2.0.0, B 2.0.0") });

        Assert.Equal(["A 2.0.0", "B 2.0.0"], Modules(plan));
        Assert.Equal([new ModuleChange("A", "1.0.0", "2.0.0"), new("B", null, "2.0.0"), new("C", "1.0.0", null)], plan.Changes);
    }

    [Fact]
    public async Task Named_module_brings_along_what_it_needs_as_it_is_good_at_the_source()
    {
        var plan = await PlanAsync(new PlanRequest
        {
            Running = World.Set("A 1.0.0, B 1.0.0, C 1.0.0"),
            Source = World.Set("A 2.0.0, B 2.0.0, C 2.0.0"),
            Modules = [Named("B 2.0.0")],
        });

        // A 2.1.0 would do as well, and C 2.0.0 is newer; neither was asked for.
        Assert.Equal(["A 2.0.0", "B 2.0.0", "C 1.0.0"], Modules(plan));
    }

    [Fact]
    public async Task Set_that_cannot_be_consistent_is_refused_with_the_proof()
    {
        var plan = await PlanAsync(new PlanRequest
        {
            Running = World.Set("A 1.0.0, B 1.0.0"),
            Source = World.Set("A 2.0.0"),
            Modules = [Named("A 2.0.0")],
        });

        Assert.Null(plan.Target);
        Assert.NotNull(plan.Resolution!.Conflict);
        Assert.Contains(plan.Findings, finding => finding.Code == "MB1013");
    }

    [Fact]
    public async Task Host_that_is_there_counts()
    {
        var source = World.Set("C 2.0.0");
        var request = new PlanRequest { Running = World.Set("C 1.0.0"), Source = source };

        var fits = await PlanAsync(request with { Hosts = Hosts("3.0.0") });
        var fails = await PlanAsync(request with { Hosts = Hosts("2.0.0") });

        Assert.Equal(["C 2.0.0"], Modules(fits));
        Assert.Null(fails.Target);
    }

    [Theory]
    [InlineData("B 2.0.0", "It is not known to be good where the set comes from. There are A 1.0.0, B 1.0.0.")]
    [InlineData("C", "It is not known to be good where the set comes from.")]
    public async Task Module_that_is_not_known_good_cannot_be_taken(string named, string reason)
    {
        var plan = await PlanAsync(new PlanRequest { Running = ModuleSet.Empty, Source = World.Set("A 1.0.0, B 1.0.0"), Modules = [Named(named)] });

        var finding = Assert.Single(plan.Findings);
        Assert.Equal("MB6026", finding.Code);
        Assert.StartsWith($"{named} cannot be taken. {reason}", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_give_the_newest_that_fits_to_what_runs_where_no_version_is_named()
    {
        var plan = await PlanAsync(new PlanRequest { Running = World.Set("A 1.0.0"), Modules = [Named("B")] });

        Assert.Equal(["A 1.0.0", "B 1.0.0"], Modules(plan));
    }

    [Fact]
    public async Task Module_that_others_need_is_not_taken_out()
    {
        var running = World.Set("A 1.0.0, B 1.0.0, C 1.0.0");

        var needed = await PlanAsync(new PlanRequest { Running = running, Source = running, Without = ["A"] });
        var free = await PlanAsync(new PlanRequest { Running = running, Source = running, Without = ["B", "A"] });

        Assert.Equal("A cannot be taken. It is needed by B 1.0.0. Take those out as well.", Assert.Single(needed.Findings).Message);
        Assert.Equal(["C 1.0.0"], Modules(free));
    }

    [Fact]
    public async Task Settings_that_were_made_there_stay()
    {
        var running = World.Set("A 1.0.0") with { Settings = Settings("A", """{"depth": 7}""") };
        var request = new PlanRequest
        {
            Running = running,
            Source = World.Set("A 2.0.0, B 2.0.0") with { Settings = Settings("A", """{"depth": 1}""") },
            DefaultSettings = Settings("B", """{"size": 2}""").Add("A", Json("""{"depth": 3}""")),
        };

        var target = (await PlanAsync(request)).Target!;

        Assert.Equal(["""A {"depth": 7}""", """B {"size": 2}"""], target.Settings.Select(pair => $"{pair.Key} {pair.Value.GetRawText()}"));
    }

    private static Task<PromotionPlan> PlanAsync(PlanRequest request) => new Planner(
        new MemorySource(Feed),
        (id, version, _) => Task.FromResult(SourceAnswer.Of(new ReleasedModule(id, version.ToNormalizedString(), $"hash-of-{id}-{version}"))))
        .PlanAsync(request, null, CancellationToken.None);

    private static IEnumerable<string> Modules(PromotionPlan plan)
    {
        Assert.NotNull(plan.Target);
        return plan.Target.Modules.Select(module => module.ToString());
    }

    private static PackageFacts Module(string module, params string[] needs) => new()
    {
        Id = module.Split(' ')[0],
        Version = NuGetVersion.Parse(module.Split(' ')[1]),
        Dependencies = [.. needs.Select(need => new PackageDependency(Range(need).Id, Range(need).Range))],
    };

    private static PackageRange Range(string text) => new(text.Split(' ')[0], new WrittenRange(text.Split(' ')[1], VersionRange.Parse(text.Split(' ')[1])));

    private static NamedModule Named(string text) =>
        new(text.Split(' ')[0], text.Contains(' ', StringComparison.Ordinal) ? NuGetVersion.Parse(text.Split(' ')[1]) : null);

    private static ImmutableSortedDictionary<string, NuGetVersion> Hosts(string version) =>
        ImmutableSortedDictionary<string, NuGetVersion>.Empty.Add("H", NuGetVersion.Parse(version));

    private static ImmutableSortedDictionary<string, JsonElement> Settings(string id, string json) =>
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.OrdinalIgnoreCase).Add(id, Json(json));

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement.Clone();
}

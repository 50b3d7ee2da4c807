using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Tasks.Stages;
using ModuleBuild.Testing;
using NuGet.Versioning;

namespace ModuleBuild.Tasks.Tests;

public sealed class ResolveStageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<PackageFacts> _feed = [Package("Acme.Catalog", "2.1.0"), Package("Acme.Mail", "1.0.0") with { Deprecated = "Use Acme.Post" }];
    private int _opened;

    [Fact]
    public async Task The_first_build_writes_the_lock_and_the_next_opens_no_source()
    {
        Module("Acme.Catalog", "[2.1,3.0)");

        var first = await RunAsync();
        var second = await RunAsync();

        Assert.Empty(first.Findings);
        Assert.Equal(["module.lock.json: written with 1 package. Commit it."], first.Changes);
        Assert.Equal([_folder["module.lock.json"]], first.Consulted);
        Assert.Empty(second.Changes);
        Assert.Equal(1, _opened);
    }

    [Fact]
    public async Task A_changed_range_moves_the_lock_and_says_what_moved()
    {
        Module("Acme.Catalog", "[2.1,3.0)");
        await RunAsync();
        _feed.Add(Package("Acme.Catalog", "2.2.0"));
        Module("Acme.Catalog", "[2.2,3.0)");

        var again = await RunAsync();

        Assert.StartsWith("module.lock.json: Acme.Catalog 2.1.0 -> 2.2.0 (", Assert.Single(again.Changes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_that_the_lock_satisfies_changes_only_what_is_asked_for()
    {
        Module("Acme.Catalog", "[2.1,3.0)");
        await RunAsync();
        _feed.Add(Package("Acme.Catalog", "2.2.0"));
        Module("Acme.Catalog", "[2.0,3.0)");

        Assert.Equal(["module.lock.json: 1 package unchanged; what modules ask for was brought up to date."], (await RunAsync()).Changes);
    }

    [Fact]
    public async Task A_locked_build_writes_nothing_and_opens_no_source()
    {
        Module("Acme.Catalog", "[2.1,3.0)");

        var result = await RunAsync(locked: true);

        Assert.Equal("MB1011", Assert.Single(result.Findings).Code);
        Assert.False(File.Exists(_folder["module.lock.json"]));
        Assert.Equal(0, _opened);
    }

    [Fact]
    public async Task A_lock_that_cannot_be_used_is_left_to_a_person()
    {
        Module("Acme.Catalog", "[2.1,3.0)");
        _folder.Write("module.lock.json", "{ \"lockVersion\": 2 }");

        var result = await RunAsync();

        Assert.Equal("MB1014", Assert.Single(result.Findings).Code);
        Assert.Equal((0, "{ \"lockVersion\": 2 }"), (_opened, await File.ReadAllTextAsync(_folder["module.lock.json"], TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Sources_that_cannot_be_opened_are_told()
    {
        Module("Acme.Catalog", "[2.1,3.0)");
        var problem = Finding.Create(DiagnosticCatalog.SourceFailed, SourceLocation.None, "nuget.config", "no source.");

        var result = await ResolveStage.RunAsync(Input(locked: false), (_, _, _) => (null, [problem]), TestContext.Current.CancellationToken);

        Assert.Equal([problem], result.Findings);
    }

    [Fact]
    public async Task What_there_is_to_say_about_a_locked_version_is_said_in_each_build_to_the_modules_that_run_with_it()
    {
        _folder.Write("modulebuild.json", "{}");
        Module("Acme.Mail", "1.0");
        Module("Acme.Catalog", "2.0", folder: "other/");

        var first = await RunAsync();
        var second = await RunAsync();
        var other = await RunAsync("other/");

        var warning = Assert.Single(first.Findings);
        Assert.Equal(("MB1020", Severity.Warning, _folder["module.lock.json"]), (warning.Code, warning.Severity, warning.Location.File));
        Assert.Equal(first.Findings, second.Findings);
        Assert.Empty(other.Findings);
        Assert.Equal([_folder["module.lock.json"], _folder["modulebuild.json"]], other.Consulted);
    }

    [Fact]
    public async Task A_conflict_is_told_at_the_entry_of_the_manifest()
    {
        _feed.Add(Package("Acme.Shop", "1.0.0") with { Dependencies = [new("Acme.Catalog", new("[7.0,8.0)", VersionRange.Parse("[7.0,8.0)")))] });
        Module("Acme.Shop", "1.0");

        var finding = Assert.Single((await RunAsync()).Findings);

        Assert.Equal(("MB1013", _folder["module.json"]), (finding.Code, finding.Location.File));
        Assert.True(finding.Location.Line > 1);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ResolveStageResult> RunAsync(string folder = "", bool locked = false) =>
        ResolveStage.RunAsync(Input(locked, folder), Open, TestContext.Current.CancellationToken);

    private ResolveStageInput Input(bool locked, string folder = "") => new(_folder[$"{folder}module.json"], locked, false, false, [], []);

    private (IPackageSource?, ImmutableArray<Finding>) Open(ResolveStageInput input, string root, LockFile? locked)
    {
        _opened++;
        return (new MemorySource(_feed), []);
    }

    private void Module(string id, string range, string folder = "")
    {
        var manifest = ModuleWorkspace.Manifest("Acme.Orders");
        manifest["dependencies"] = new JsonObject { [id] = range };
        _folder.Write($"{folder}module.json", manifest.ToJsonString(new() { WriteIndented = true }));
    }

    private static PackageFacts Package(string id, string version) => new() { Id = id, Version = NuGetVersion.Parse(version) };
}

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Tests.Evidence;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Release.Tests.Gates;

/// <summary>Gates about what fits together.</summary>
public sealed class FitGateTests : IDisposable
{
    private const string SetRemedy = " | Let 'modulebuild promote' complete the set, or name versions that fit.";
    private const string FitRemedy = " | Take versions of the modules that fit, or bring the environment's hosts up to date first.";
    private const string MigrationRemedy = " | Accept a migration in 'gates.migrations.acknowledged'. Before going back past one, restore the data, and override 'migrations' with the reason.";
    private const string SettingsRemedy = " | Correct them in 'settings' of the policy, or by 'modulebuild env settings staging'.";

    private readonly Packages _packages = new();

    [Fact]
    public async Task Needs_and_conflicts_hold_within_the_set()
    {
        var target = _packages.Add(
            Module("A").DependsOn("B", "[2.0,3.0)").DependsOn("Gone", "1.0").DependsOn("Optional", "1.0", "optional").DependsOn("Peer", "1.0", "peer"),
            Module("B", "1.5.0").ConflictsWith("C", "[1.0,2.0)"),
            Module("C"));

        Assert.Equal(
            "Fail: A 1.0.0 needs B [2.0,3.0); the set has 1.5.0. A 1.0.0 needs Gone 1.0, which is not in the set. A 1.0.0 needs Peer 1.0, which is not in the set. B 1.5.0 cannot live with C 1.0.0." + SetRemedy,
            await Judge.AskAsync(new ConsistentSetGate(_packages.Evidence), Judge.Input(target)));
        Assert.Equal("Pass: All needs of 1 module hold within the set.", await Judge.AskAsync(new ConsistentSetGate(_packages.Evidence), Judge.Input(_packages.Add(Module("D")))));
    }

    [Fact]
    public async Task Modules_fit_hosts_platform_and_runtime()
    {
        var target = _packages.Add(
            Module("A").OnHost("Acme.Host", "[5.0,6.0)"),
            Module("B").OnHost("Other.Host", "[1.0,2.0)"),
            Module("C").WithField("platforms", new JsonArray("win-x64")),
            Module("D").WithFile("lib/net11.0/D.dll", "D"));
        var policy = Judge.Policy() with { Hosts = Hosts("4.2.0"), Platform = "linux-x64", Runtime = NuGetVersion.Parse("10.0.1") };

        Assert.Equal(
            "Fail: A 1.0.0 runs on Acme.Host [5.0,6.0); the environment has 4.2.0. B 1.0.0 runs on Other.Host, which the environment does not have. C 1.0.0 runs on win-x64; the environment is linux-x64. D 1.0.0 is made for net11.0; the environment has .NET 10.0.1." + FitRemedy,
            await Judge.AskAsync(new CompatibilityGate(_packages.Evidence, policy, null), Judge.Input(target)));
        Assert.Equal(
            "Pass: 1 module fit Acme.Host 4.2.0, linux-x64, .NET 10.0.1; 0 reports of builds said so, and the modules were not compared with one another member by member.",
            await Judge.AskAsync(new CompatibilityGate(_packages.Evidence, policy, null), Judge.Input(_packages.Add(Module("E").WithFile("lib/net10.0/E.dll", "E").WithField("platforms", new JsonArray("linux"))))));
    }

    [Fact]
    public async Task Report_of_the_build_about_this_very_host_counts()
    {
        var report = new CompatibilityReport("A", "1.0.0", "net10.0", new ApiCompatibility(null, null, []), [new HostCompatibility(
            "Acme.Host", true, "1.0", "4.0.0", 3, true, [new ComparedVersion("4.2.0", ["Acme.Host.Old()"], [], [])], [])]);
        var target = _packages.Add(Module("A").WithEvidence("compatibility.json", "compatibility", Encoding.UTF8.GetString(CompatibilityReportFile.Write(report))));

        Assert.Equal(
            "Fail: A 1.0.0 does not work with Acme.Host 4.2.0: Acme.Host.Old() is missing." + FitRemedy,
            await Judge.AskAsync(new CompatibilityGate(_packages.Evidence, Judge.Policy() with { Hosts = Hosts("4.2.0") }, null), Judge.Input(target)));
        Assert.StartsWith(
            "Pass: ", await Judge.AskAsync(new CompatibilityGate(_packages.Evidence, Judge.Policy() with { Hosts = Hosts("4.1.0") }, null), Judge.Input(target)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_and_all_that_needs_it_is_compared_member_by_member()
    {
        var (old, kept, user, usersUser) = (Module("A"), Module("B"), Module("C").DependsOn("A", "[1.0,3.0)"), Module("D").DependsOn("C", "[1.0,2.0)"));
        var current = _packages.Add(old, kept, user, usersUser);
        var target = _packages.Add(Module("A", "2.0.0"), kept, user, usersUser);
        var deeper = new Deeper();

        Assert.Equal(
            "Fail: C 1.0.0 misses something." + FitRemedy,
            await Judge.AskAsync(new CompatibilityGate(_packages.Evidence, Judge.Policy(), deeper), Judge.Input(target, current)));
        Assert.Equal(["A", "C", "D"], deeper.Asked!.Users.Order(StringComparer.Ordinal));
        Assert.Equal(
            "Pass: 4 modules fit an environment of which the policy says nothing; 0 reports of builds said so, and what changed was compared member by member as far as it can be. Acme.Host 4.2.0 was not compared: nobody has it.",
            await Judge.AskAsync(new CompatibilityGate(_packages.Evidence, Judge.Policy(), deeper), Judge.Input(current, current)));
        _ = await Judge.AskAsync(new CompatibilityGate(_packages.Evidence, Judge.Policy() with { Hosts = Hosts("4.2.0") }, deeper), Judge.Input(current, current));
        Assert.Equal(["A", "B", "C", "D"], deeper.Asked!.Users.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("1.0.0", "2.1.0", "", "Fail: A 2.1.0 migrates its data for good: versions before 2.0.0 cannot read it any more, and 1.0.0 runs." + MigrationRemedy)]
    [InlineData("1.0.0", "2.1.0", "a 2.0", "Pass: Nothing is migrated for good, or it was accepted.")]
    [InlineData("2.0.0", "2.1.0", "", "Pass: Nothing is migrated for good, or it was accepted.")]
    [InlineData("2.1.0", "2.0.0", "", "Pass: Nothing is migrated for good, or it was accepted.")]
    [InlineData("2.1.0", "1.0.0", "A 2.0.0", "Fail: A 1.0.0 cannot read the data that 2.1.0 migrated for good." + MigrationRemedy)]
    public async Task Migrations_for_good_are_accepted_and_not_undone(string from, string to, string acknowledged, string answer)
    {
        ImmutableArray<string> accepted = acknowledged.Length == 0 ? [] : [acknowledged];

        Assert.Equal(answer, await Judge.AskAsync(
            new MigrationsGate(_packages.Evidence, accepted), Judge.Input(_packages.Add(Migrating(to)), _packages.Add(Migrating(from)), OperationKind.Rollback)));
    }

    [Fact]
    public async Task Settings_are_what_the_schema_allows()
    {
        var schema = JsonNode.Parse("""{"type": "object", "required": ["Retries"], "properties": {"Retries": {"type": "integer"}, "Key": {"writeOnly": true}}}""");
        var configured = Module("A").WithField("configuration", new JsonObject { ["section"] = "Acme:A", ["schema"] = schema });
        var elsewhere = Module("B").WithField("configuration", new JsonObject { ["section"] = "Acme:B", ["schema"] = "b.schema.json" });
        var target = _packages.Add(configured, elsewhere, Module("C"));

        Assert.Equal(
            "Fail: A 1.0.0: '/Retries' is a string; expected integer. A 1.0.0: '/Key' is a secret, and holds a value; put it into the secret store, and write {\"$secret\": \"its name there\"}. The package of B 1.0.0 does not hold b.schema.json, by which its settings would be checked; pack it anew, with this version of ModuleBuild." + SettingsRemedy,
            await AskAsync("""{"A": {"Retries": "3", "Key": "hunter2"}, "B": {}, "C": {}}"""));
        Assert.Equal(
            "Pass: The settings of 2 modules are what their schemas allow. Not checked: C 1.0.0 has settings, and its manifest declares none.",
            await AskAsync("""{"A": {"Retries": 3}, "C": {"Any": 1}}"""));
        Assert.Equal("Fail: A 1.0.0: '/Retries' is missing." + SettingsRemedy, await AskAsync("{}"));
        Assert.Equal("Pass: The settings of 2 modules are what their schemas allow.", await AskAsync("""{"A": {"Retries": 3, "Key": {"$secret": "a/key"}}}"""));

        Task<string> AskAsync(string settings) => Judge.AskAsync(
            new SettingsGate(_packages.Evidence), Judge.Input(ModuleSet.Of(target.Modules, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(settings)!)));
    }

    [Fact]
    public async Task Schema_in_a_file_is_read_from_the_package()
    {
        var packed = Module("B").WithField("configuration", new JsonObject { ["section"] = "Acme:B", ["schema"] = "b.schema.json" })
            .WithEvidence("b.schema.json", "settings-schema", """{"properties": {"Retries": {"type": "integer"}}}""");
        using var settings = JsonDocument.Parse("""{"Retries": "3"}""");
        var target = ModuleSet.Of(_packages.Add(packed).Modules, [KeyValuePair.Create("B", settings.RootElement)]);

        Assert.Equal("Fail: B 1.0.0: '/Retries' is a string; expected integer." + SettingsRemedy, await Judge.AskAsync(new SettingsGate(_packages.Evidence), Judge.Input(target)));
    }

    [Fact]
    public async Task Measured_values_have_limits()
    {
        var target = _packages.Add(Packages.Good("A"), TestPackage.Module("C", "1.0.0"));
        var limits = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add("loadTime", 149.5);

        Assert.Equal(
            "Fail: 'loadTime' of A 1.0.0 is 150; at most 149.5 is allowed. C 1.0.0 has no measured 'loadTime'. | Measure the module, and make it faster or smaller; or change 'performanceRequirements' of the policy.",
            await Judge.AskAsync(new PerformanceGate(_packages.Evidence, limits), Judge.Input(target)));
        Assert.Equal(
            "Pass: loadTime within the limits in 1 module.",
            await Judge.AskAsync(new PerformanceGate(_packages.Evidence, limits.SetItem("loadTime", 150)), Judge.Input(_packages.Add(Packages.Good("A")))));
        Assert.Equal("Pass: The policy sets no limits.", await Judge.AskAsync(new PerformanceGate(_packages.Evidence, limits.Clear()), Judge.Input(target)));
    }

    public void Dispose() => _packages.Dispose();

    private sealed class Deeper : ISetCompatibility
    {
        public SetToCompare? Asked { get; private set; }

        public Task<SetComparison> CompareAsync(SetToCompare set, CancellationToken cancellation)
        {
            Asked = set;
            return Task.FromResult(new SetComparison(set.Users.Contains("C") ? ["C 1.0.0 misses something."] : [], ["Acme.Host 4.2.0 was not compared: nobody has it."]));
        }
    }

    private static TestPackage Module(string id, string version = "1.0.0") => TestPackage.Module(id, version);

    [Fact]
    public async Task Sets_say_what_they_migrate_for_good()
    {
        var set = ModuleSet.Of([.. _packages.Add(Migrating("2.1.0")).Modules, .. _packages.Add(Module("B", "3.0.0")).Modules], []);

        Assert.Equal([new IrreversibleMigration("A", "2.0.0")], await new DeclaredMigrations(_packages.Evidence).OfAsync(set, CancellationToken.None));
    }

    [Fact]
    public async Task Module_whose_evidence_cannot_be_read_may_have_migrated_in_its_own_version()
    {
        var set = ModuleSet.Of([.. _packages.Add(Module("B", "3.0.0")).Modules, new ReleasedModule("C", "3.1", "hash-of-nothing", null)], []);

        Assert.Equal([new IrreversibleMigration("C", "3.1.0")], await new DeclaredMigrations(_packages.Evidence).OfAsync(set, CancellationToken.None));
    }

    private static TestPackage Migrating(string version) => version.StartsWith('1') ? Module("A", version) : Module("A", version).WithField("metadata", "irreversibleMigration", "2.0.0");

    private static ImmutableSortedDictionary<string, NuGetVersion> Hosts(string version) =>
        ImmutableSortedDictionary.Create<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase).Add("Acme.Host", NuGetVersion.Parse(version));
}

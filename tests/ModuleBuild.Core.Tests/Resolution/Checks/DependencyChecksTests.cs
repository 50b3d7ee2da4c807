using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Resolution.Checks;
using NuGet.Versioning;
using static ModuleBuild.Core.Tests.Resolution.Checks.CheckScenario;

namespace ModuleBuild.Core.Tests.Resolution.Checks;

/// <summary>MB1005, MB1006, MB1007, MB1009, MB1010 and MB1012 as pure functions.</summary>
public sealed class DependencyChecksTests
{
    [Theory]
    [InlineData("2.1.0", "[2.1.0,3.0.0)")]
    [InlineData("2.1.0-beta.1+build", "[2.1.0-beta.1,3.0.0)")]
    [InlineData("0.3.1", "[0.3.1,0.4.0)")]
    [InlineData("1.2.3.4", "[1.2.3.4,2.0.0)")]
    public void The_range_ends_before_the_next_version_that_may_break(string version, string range) =>
        Assert.Equal(range, UndeclaredModules.RangeAround(NuGetVersion.Parse(version)));

    [Fact]
    public void What_is_declared_or_no_module_or_no_assembly_or_indirect_need_not_be_declared()
    {
        var set = Set(
            [Module("Acme.A"), Module("Acme.Host"), Module("Acme.Orders"), Library("Lib", needs: "Acme.B"), Module("Acme.B"), Module("Acme.Tool")],
            Reference("ACME.A"), Reference("Acme.Host"), Reference("Acme.Orders"), Reference("Lib"), Reference("Acme.Tool") with { BringsAssemblies = false });

        Assert.Empty(new CheckScenario("""{ "dependencies": { "Acme.A": "1.0" }, "host": { "Acme.Host": "1.0" } }""") { Restored = [set] }.Found);
    }

    [Fact]
    public void A_module_that_two_frameworks_reference_is_told_once()
    {
        var set = Set([Module("Acme.A")], Reference("Acme.A"));

        Assert.Equal(["MB1005 /dependencies/Acme.A"], new CheckScenario("{}") { Restored = [set, new RestoredSet("net9.0", set.Libraries, set.References)] }.Found);
    }

    [Fact]
    public void A_reference_that_cannot_be_found_is_told_at_the_manifest() => Assert.Equal(
        new SourceLocation("module.json", 1, 19),
        Assert.Single(new CheckScenario("""{ "dependencies": {} }""") { KnowsPlaces = false, Restored = [Set([Module("Acme.A")], Reference("Acme.A"))] }.Findings).Location);

    [Theory]
    [InlineData("""{ "name": "Orders" }""", """{ "name": "Orders", "dependencies": { "Acme.A": "[1.0.0,2.0.0)" } }""")]
    [InlineData("""{ "dependencies": {} }""", """{ "dependencies": { "Acme.A": "[1.0.0,2.0.0)" } }""")]
    [InlineData("""{ "dependencies": { "B": "1.0" } }""", """{ "dependencies": { "B": "1.0", "Acme.A": "[1.0.0,2.0.0)" } }""")]
    [InlineData(
        "{\n  \"dependencies\": {\n    \"B\": \"1.0\"\n  }\n}\n",
        "{\n  \"dependencies\": {\n    \"B\": \"1.0\",\n    \"Acme.A\": \"[1.0.0,2.0.0)\"\n  }\n}\n")]
    [InlineData(
        "{\r\n\t\"name\": \"Orders\"\r\n}\r\n",
        "{\r\n\t\"name\": \"Orders\",\r\n\t\"dependencies\": {\r\n\t\t\"Acme.A\": \"[1.0.0,2.0.0)\"\r\n\t}\r\n}\r\n")]
    public void The_fix_adds_the_module_to_the_manifest(string before, string after)
    {
        var finding = new CheckScenario(before) { Restored = [Set([Module("Acme.A")], Reference("Acme.A"))] }.Findings
            .Single(finding => finding.Code == "MB1005");

        Assert.Equal("module.json", finding.FixedFile);
        Assert.Equal("/src/Acme.Orders.csproj", finding.Location.File);
        Assert.Equal(after, Encoding.UTF8.GetString(FixApplier.Apply(Encoding.UTF8.GetBytes(before), [finding]).Content));
    }

    [Theory]
    [InlineData("""{ "dependencies": { "Acme.A": "1.0" } }""", "MB1006")]
    [InlineData("""{ "dependencies": { "Acme.A": { "version": "1.0", "kind": "optional" } } }""", null)]
    [InlineData("""{ "dependencies": { "Acme.A": { "version": "1.0", "kind": "peer" } } }""", null)]
    [InlineData("""{ "dependencies": { "Acme.A": "1.0" }, "loadAfter": ["acme.a"] }""", null)]
    [InlineData("""{ "dependencies": { "Acme.A": "1.0" }, "extensionPoints": { "consumes": [{ "id": "x", "kind": "event", "module": "Acme.A" }] } }""", null)]
    public void A_dependency_of_which_no_type_is_used(string manifest, string? code) => Assert.Equal(
        code,
        new CheckScenario(manifest) { Restored = [Set([Module("Acme.A")], Reference("Acme.A"))], Compiled = Using("System.Runtime") }
            .Findings.SingleOrDefault()?.Code);

    [Fact]
    public void A_module_is_used_through_the_package_of_its_contracts()
    {
        var set = Set([Module("Acme.A"), Library("Acme.A.Contracts")], Reference("Acme.A.Contracts"));

        Assert.Empty(new CheckScenario("""{ "dependencies": { "Acme.A": "1.0" } }""") { Restored = [set], Compiled = Using("Acme.A.Contracts") }.Found);
    }

    [Fact]
    public void A_dependency_that_only_another_framework_restores_is_that_frameworks()
    {
        RestoredSet[] restored = [Set([]), new("net9.0", [Module("Acme.A")], [Reference("Acme.A")])];

        Assert.Empty(new CheckScenario("""{ "dependencies": { "Acme.A": "1.0" } }""") { Restored = restored, Compiled = Using() }.Found);
        Assert.Equal(
            ["MB1006 /dependencies/Acme.A"],
            new CheckScenario("""{ "dependencies": { "Acme.A": "1.0" } }""") { Restored = restored[..1], Compiled = Using() }.Found);
    }

    [Fact]
    public void A_module_without_assemblies_cannot_be_used_by_type()
    {
        var set = Set([Module("Acme.A") with { CompileAssemblies = [] }], Reference("Acme.A"));

        Assert.Empty(new CheckScenario("""{ "dependencies": { "Acme.A": "1.0" } }""") { Restored = [set], Compiled = Using() }.Found);
    }

    [Fact]
    public void Without_a_compiled_assembly_nothing_is_known_of_use() =>
        Assert.Empty(new CheckScenario("""{ "dependencies": { "Acme.A": "1.0" } }""") { Restored = [Set([Module("Acme.A")], Reference("Acme.A"))] }.Found);

    [Theory]
    [InlineData("""{ "dependencies": { "Acme.A": "[2.0,3.0)" } }""", 31)]
    [InlineData("""{ "dependencies": { "Acme.A": { "kind": "optional", "version": "[2.0,3.0)" } } }""", 64)]
    public void The_range_that_excludes_the_restored_version_is_shown(string manifest, int column)
    {
        var finding = Assert.Single(new CheckScenario(manifest) { Restored = [Set([Module("Acme.A", "3.0.1")], Reference("Acme.A"))] }.Findings);

        Assert.Equal(("MB1007", column), (finding.Code, finding.Location.Column));
        Assert.EndsWith("Widen the range, or change the version at Directory.Packages.props(8,7).", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_excluded_version_came_with_another_package()
    {
        var set = Set([Module("Acme.A", "3.0.1"), Module("Acme.B", needs: "Acme.A")], Reference("Acme.B"));

        var finding = Assert.Single(new CheckScenario("""{ "dependencies": { "Acme.A": "[2.0,3.0)", "Acme.B": "1.0" } }""") { Restored = [set] }.Findings);

        Assert.Contains("It comes with Acme.B 1.0.0.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_module_conflicts_with_one_that_another_needs()
    {
        var set = Set([Module("Acme.A"), Module("Acme.B", "1.0.0", "Acme.A")], Reference("Acme.B"));

        var finding = Assert.Single(new CheckScenario("""{ "dependencies": { "Acme.B": "1.0" }, "conflicts": { "Acme.A": "*" } }""") { Restored = [set] }.Findings);

        Assert.Equal("/conflicts/Acme.A", finding.Subject);
        Assert.StartsWith("Acme.Orders 1.2.0 conflicts with Acme.A 1.0.0, which Acme.B 1.0.0 needs.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_restored_module_conflicts_with_this_one_or_with_another_version()
    {
        var set = Set(
            [Module("Acme.A"), Module("Acme.B", "1.0.0", "Acme.C"), Module("Acme.C") with { Conflicts = [Range("Acme.Orders", "[1.0,2.0)"), Range("Acme.A", "[2.0,)")] }],
            Reference("Acme.A"), Reference("Acme.B"));

        var finding = Assert.Single(new CheckScenario("""{ "dependencies": { "Acme.A": "1.0", "Acme.B": "1.0" } }""") { Restored = [set] }.Findings);

        Assert.Equal("/dependencies/Acme.B", finding.Subject);
        Assert.StartsWith("Acme.C 1.0.0 conflicts with Acme.Orders 1.2.0. Take", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_floating_version_is_told_where_no_lock_holds_it()
    {
        var scenario = new CheckScenario("{}") { Restored = [Set([Library("Lib")], Reference("Lib") with { FloatingVersion = "1.*" })] };

        var finding = Assert.Single(scenario.Findings);
        Assert.Equal(("MB1010", "/dependencies/Lib", "/src/Directory.Packages.props"), (finding.Code, finding.Subject, finding.Location.File));
        Assert.Empty((scenario with { HasPackagesLock = true }).Found);
    }

    [Fact]
    public void What_the_host_brings_goes_along()
    {
        var set = Set([Library("Acme.Host", "1.0.0", "Acme.Types"), Library("Acme.Types"), Library("Own")], Reference("Acme.Host"), Reference("Own"));
        var compiled = Using() with { Copied = ["/packages/Own.dll", "/packages/acme.types.dll", "/packages/Acme.Host.xml"] };

        var finding = Assert.Single(new CheckScenario("""{ "host": { "Acme.Host": "1.0" } }""") { Restored = [set], Compiled = compiled }.Findings);

        Assert.Equal(("MB1012", "/host/Acme.Host/Acme.Types"), (finding.Code, finding.Subject));
        Assert.Equal(new SourceLocation("module.json", 1, 13), finding.Location);
    }

    [Fact]
    public void What_was_restored_has_the_bytes_of_the_lock()
    {
        const string Manifest = """{ "dependencies": { "Acme.A": "1.0" } }""";
        var set = Set([Module("Acme.A") with { Checksum = "sha512-AAA=" }, Library("Lib")], Reference("Acme.A"));
        var locked = new LockFile
        {
            Inputs = "",
            Packages = [new() { Id = "acme.a", Version = NuGetVersion.Parse("1.0.0"), Checksum = "sha512-BBB=" }, new() { Id = "Lib", Version = NuGetVersion.Parse("1.0.0"), Checksum = "sha512-C" }],
        };

        var finding = Assert.Single(new CheckScenario(Manifest) { Restored = [set, set], Lock = locked }.Findings);
        Assert.Equal(("MB1016", "/packages/acme.a", "module.lock.json"), (finding.Code, finding.Subject, finding.Location.File));
        Assert.StartsWith("Acme.A 1.0.0 from restore has the content hash sha512-AAA=, but module.lock.json says sha512-BBB=.", finding.Message, StringComparison.Ordinal);

        var same = locked with { Packages = [locked.Packages[0] with { Checksum = "sha512-AAA=" }] };
        Assert.Empty(new CheckScenario(Manifest) { Restored = [set], Lock = same }.Found);
        var older = locked with { Packages = [locked.Packages[0] with { Version = NuGetVersion.Parse("0.9.0") }] };
        Assert.Empty(new CheckScenario(Manifest) { Restored = [set], Lock = older }.Found);
    }
}

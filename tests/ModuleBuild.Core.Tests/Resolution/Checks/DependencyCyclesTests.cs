using System.Diagnostics;
using System.Globalization;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Checks;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution.Checks;

/// <summary>MB1004.</summary>
public sealed class DependencyCyclesTests
{
    [Fact]
    public void Modules_that_need_one_another_in_a_chain_are_no_cycle() => Assert.Empty(Find("A: B C", "B: C", "C:"));

    [Fact]
    public void Two_modules_need_each_other()
    {
        var finding = Assert.Single(DependencyCycles.Find([Module("Acme.A: Acme.B"), Module("Acme.B: Acme.A")]));

        Assert.Equal("MB1004", finding.Code);
        Assert.StartsWith("Modules need one another in a circle: Acme.A -> Acme.B -> Acme.A. Break it", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_differ_in_case() => Assert.Equal(["Acme.A -> acme.b -> Acme.A"], Find("Acme.A: ACME.B", "acme.b: acme.a"));

    [Fact]
    public void The_smallest_cycle_comes_first_and_each_once() => Assert.Equal(
        ["X -> Y -> X", "A -> B -> C -> A", "A -> D -> B -> C -> A"],
        Find("C: A", "B: C", "A: B D", "D: B", "Y: X", "X: Y"));

    [Fact]
    public void The_order_of_modules_does_not_matter()
    {
        string[] modules = ["C: A", "B: C", "A: D B", "D: B", "Y: X", "X: Y"];

        Assert.Equal(Find(modules), Find([.. modules.Reverse()]));
    }

    [Fact]
    public void A_package_needs_itself() => Assert.Equal(["A -> A"], Find("A: A"));

    [Fact]
    public void Optional_dependencies_and_peers_make_no_cycle()
    {
        var range = new WrittenRange("*", VersionRange.Parse("*"));
        PackageFacts[] packages =
        [
            Package("A", new PackageDependency("B", range)),
            Package("B", new PackageDependency("A", range, DependencyKind.Optional), new PackageDependency("C", range)),
            Package("C", new PackageDependency("B", range, DependencyKind.Peer)),
        ];

        Assert.Empty(DependencyCycles.Find(packages.Select(ModuleNeeds.Of)));
    }

    [Fact]
    public void A_cycle_through_the_workspace_is_found_at_the_entry_of_the_manifest()
    {
        var manifest = ManifestReader.Read("src/B/module.json", Encoding.UTF8.GetBytes(
            """
            {
              "dependencies": {
                "Acme.C": "[1.0,2.0)",
                "Acme.A": "[1.0,2.0)"
              }
            }
            """)).Document!;

        var finding = Assert.Single(DependencyCycles.Find([ModuleNeeds.Of("Acme.B", manifest), Module("Acme.A: Acme.B"), Module("Acme.C:")]));

        Assert.Equal(new SourceLocation("src/B/module.json", 4, 5), finding.Location);
        Assert.Equal("/dependencies/Acme.A", finding.Subject);
        Assert.Contains(": Acme.B -> Acme.A -> Acme.B.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_names_itself_is_told_by_another_rule()
    {
        var manifest = ManifestReader.Read("module.json", Encoding.UTF8.GetBytes("""{ "dependencies": { "Acme.A": "1.0" } }""")).Document!;

        Assert.Empty(DependencyCycles.Find([ModuleNeeds.Of("Acme.A", manifest)]));
    }

    [Fact]
    public void A_circle_of_ten_thousand_modules_is_told_by_its_ends()
    {
        var modules = Enumerable.Range(0, 10_000).Select(i => Module(Name(i) + ": " + Name((i + 1) % 10_000)));

        Assert.Equal(
            "M00000 -> M00001 -> M00002 -> M00003 -> M00004 -> M00005 -> (9990 more) -> M09996 -> M09997 -> M09998 -> M09999 -> M00000",
            CycleOf(Assert.Single(DependencyCycles.Find(modules))));
    }

    [Fact]
    public void A_tangle_of_ten_thousand_modules_takes_no_long_time()
    {
        var modules = Enumerable.Range(0, 10_000)
            .Select(i => Module($"{Name(i)}: {Name((i + 1) % 10_000)} {Name(i * 7 % 10_000)} {Name(i * 31 % 10_000)}")).ToArray();
        var watch = Stopwatch.StartNew();

        var findings = DependencyCycles.Find(modules);

        Assert.Equal(100, findings.Length);
        Assert.Equal(findings.Length, findings.Select(CycleOf).Distinct().Count());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    private static string Name(int number) => number.ToString("'M'00000", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Find(params string[] modules) => DependencyCycles.Find(modules.Select(Module)).Select(CycleOf);

    private static string CycleOf(Finding finding) => finding.Message.Split(": ")[1].Split(". Break")[0];

    private static PackageFacts Package(string id, params PackageDependency[] dependencies) =>
        new() { Id = id, Version = new NuGetVersion(1, 0, 0), Dependencies = [.. dependencies] };

    /// <summary>A module from <c>id: needed needed</c>.</summary>
    private static ModuleNeeds Module(string text)
    {
        var parts = text.Split(':');
        return new ModuleNeeds(parts[0], [.. parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => new ModuleNeed(id, null))]);
    }
}

using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Docs;
using ModuleBuild.Packaging.Docs.Graph;
using ModuleBuild.Testing;
using ModuleBuild.Testing.Node;

namespace ModuleBuild.Packaging.Tests.Docs.Graph;

public sealed class DependencyGraphTests
{
    [Fact]
    public void A_module_that_needs_nothing_but_its_host_shows_its_host() => Assert.Equal(
        ["m0 Acme.Small", "h0 Acme.Gateway [8.3,9.0)", "m0 Host h0"],
        Describe(DependencyGraphBuilder.Build(SampleModules.Smallest, MergedClosure.Of([]))));

    [Fact]
    public void A_package_of_a_module_dependency_is_that_module()
    {
        var manifest = SampleModules.Smallest with { Dependencies = [Dependency("Acme.Catalog")] };
        var closure = SampleModules.Closure("net10.0", ["ACME.catalog/2.0.0"], SampleModules.Library("ACME.catalog/2.0.0", "Polly/8.0.0"), SampleModules.Library("Polly/8.0.0"));

        Assert.Equal(
            ["m0 Acme.Small", "h0 Acme.Gateway [8.3,9.0)", "d0 Acme.Catalog [1.0,2.0)", "p0 Polly", "m0 Host h0", "m0 Required d0", "d0 Required p0"],
            Describe(DependencyGraphBuilder.Build(manifest, MergedClosure.Of([closure]))));
    }

    [Fact]
    public void Versions_of_packages_and_projects_are_not_shown()
    {
        RuntimeClosure[] closures =
        [
            SampleModules.Closure("net8.0", ["A/1.0.0"], SampleModules.Library("A/1.0.0")),
            SampleModules.Closure("net10.0", ["A/2.0.0"], SampleModules.Library("A/2.0.0") with { IsProject = true }),
        ];

        var graph = DependencyGraphBuilder.Build(SampleModules.Smallest, MergedClosure.Of([.. closures]));

        Assert.Equal(["m0 Acme.Small", "h0 Acme.Gateway [8.3,9.0)", "p0 A", "m0 Host h0", "m0 Required p0"], Describe(graph));
    }

    [Fact]
    public void What_a_cycle_brings_is_counted_once()
    {
        var closure = MergedClosure.Of([SampleModules.Closure(
            "net10.0", ["A/1.0.0"], SampleModules.Library("A/1.0.0", "B/1.0.0"), SampleModules.Library("B/1.0.0", "A/1.0.0", "C/1.0.0"), SampleModules.Library("C/1.0.0"))]);

        Assert.Equal(2, closure.CountBroughtBy("A"));
        Assert.Equal(0, closure.CountBroughtBy("C"));
        Assert.Equal(0, closure.CountBroughtBy("absent"));
    }

    [Fact]
    public void A_graph_of_24_nodes_is_drawn_and_one_of_25_collapses()
    {
        // The module and its host are two of them.
        Assert.Equal(24, Chain(packages: 22).Nodes.Length);
        Assert.Equal(["m0 Acme.Small", "h0 Acme.Gateway [8.3,9.0)", "p0 P000 (brings 22)", "m0 Host h0", "m0 Required p0"], Describe(Chain(packages: 23)));
    }

    [Fact]
    public void A_mesh_collapses_before_it_has_many_nodes()
    {
        // Each of the first six needs each of the last six: nothing can be left out.
        ImmutableArray<string> low = [.. Names("L", 6).Select(id => id + "/1.0.0")];
        ImmutableArray<string> high = [.. Names("H", 6).Select(id => id + "/1.0.0")];
        var closure = SampleModules.Closure(
            "net10.0", high, [.. high.Select(key => SampleModules.Library(key, low)), .. low.Select(key => SampleModules.Library(key))]);

        var graph = DependencyGraphBuilder.Build(SampleModules.Smallest, MergedClosure.Of([closure]))!;

        Assert.Equal(8, graph.Nodes.Length);
        Assert.Contains("p0 H000 (brings 6)", Describe(graph));
    }

    [Fact]
    public void An_edge_that_a_longer_way_says_too_is_left_out_but_not_what_the_module_names_itself()
    {
        var closure = SampleModules.Closure(
            "net10.0",
            ["A/1.0.0", "C/1.0.0"],
            SampleModules.Library("A/1.0.0", "B/1.0.0", "C/1.0.0"), SampleModules.Library("B/1.0.0", "C/1.0.0"), SampleModules.Library("C/1.0.0"));

        var graph = DependencyGraphBuilder.Build(SampleModules.Smallest, MergedClosure.Of([closure]))!;

        Assert.Equal(
            ["m0 Host h0", "m0 Required p0", "m0 Required p2", "p0 Required p1", "p1 Required p2"],
            graph.Edges.Select(edge => $"{edge.From} {edge.Kind} {edge.To}"));
    }

    [Fact]
    public void A_cycle_stays_in_one_piece()
    {
        var closure = SampleModules.Closure(
            "net10.0",
            ["A/1.0.0"],
            SampleModules.Library("A/1.0.0", "B/1.0.0", "C/1.0.0"), SampleModules.Library("B/1.0.0", "A/1.0.0", "C/1.0.0"), SampleModules.Library("C/1.0.0"));

        var graph = DependencyGraphBuilder.Build(SampleModules.Smallest, MergedClosure.Of([closure]))!;

        Assert.Equal(
            ["m0 Host h0", "m0 Required p0", "p0 Required p1", "p1 Required p0", "p1 Required p2"],
            graph.Edges.Select(edge => $"{edge.From} {edge.Kind} {edge.To}"));
    }

    [Fact]
    public async Task Large_graphs_stay_small_enough_to_read_and_say_what_they_leave_out()
    {
        var manifest = SampleModules.Smallest with
        {
            Host = [.. Names("H", 9).Select(id => new HostRequirement(id, SampleModules.Range("1.0"), []))],
            Dependencies = [.. Names("D", 300).Select(Dependency)],
            Conflicts = [.. Names("C", 6).Select(id => new ModuleConflict(id, SampleModules.Range("*")))],
        };
        ImmutableArray<string> packages = [.. Names("P", 1_000).Select(id => id + "/1.0.0")];
        var closure = SampleModules.Closure("net10.0", packages[..50], [.. packages.Select((key, i) => SampleModules.Library(key, [.. packages.Skip(i + 1).Take(3)]))]);

        var page = ModuleDocs.Render(new DocsRequest(manifest, [closure], null)).Page;

        using var folder = new TemporaryFolder();
        var diagram = Assert.Single(await DiagramParser.ParseAsync([folder.Write("page.md", page)]));
        Assert.Null(diagram.Error);
        Assert.Equal(39, diagram.Nodes!.Count);
        Assert.Equal(["2 more", "284 more", "40 more", "5 more"], diagram.Nodes.Where(label => label.EndsWith("more", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("P000 (brings 999)", diagram.Nodes);
    }

    private static DependencyGraph Chain(int packages)
    {
        ImmutableArray<string> keys = [.. Names("P", packages).Select(id => id + "/1.0.0")];
        var closure = SampleModules.Closure("net10.0", keys[..1], [.. keys.Select((key, i) => SampleModules.Library(key, [.. keys.Skip(i + 1).Take(1)]))]);
        return DependencyGraphBuilder.Build(SampleModules.Smallest, MergedClosure.Of([closure]))!;
    }

    private static IEnumerable<string> Names(string letter, int count) => Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"{letter}{i:D3}"));

    private static ModuleDependency Dependency(string id) => new(id, SampleModules.Range("[1.0,2.0)"), DependencyKind.Required, [], null);

    private static IEnumerable<string> Describe(DependencyGraph? graph) =>
        graph!.Nodes.Select(node => $"{node.Name} {node.Label}").Concat(graph.Edges.Select(edge => $"{edge.From} {edge.Kind} {edge.To}"));
}

using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Tests.Resolution;

/// <summary>Trees and ways through graphs that a careless walk would not come back from.</summary>
public sealed class LockGraphTests
{
    [Fact]
    public void What_was_shown_before_is_not_shown_again()
    {
        var graph = Graph(["A", "B"], Package("A", "C"), Package("B", "C"), Package("C", "D"), Package("D"));

        Assert.Equal(
            """
            src/app
            ├── A 1.0.0  1.0
            │   └── C 1.0.0  1.0
            │       └── D 1.0.0  1.0
            └── B 1.0.0  1.0
                └── C 1.0.0  1.0 (see above)

            """,
            new TreeText(graph, ascii: false).Render());
    }

    [Fact]
    public void A_circle_ends()
    {
        var graph = Graph(["A"], Package("A", "B", "End"), Package("B", "A"), Package("End"));

        var paths = LockPaths.Find(graph, graph.Find("end")!, TestContext.Current.CancellationToken);

        Assert.Equal(
            "src/app\n└── A 1.0.0  1.0\n    ├── B 1.0.0  1.0\n    │   └── A 1.0.0  1.0 (see above)\n    └── End 1.0.0  1.0\n",
            new TreeText(graph, ascii: false).Render());
        Assert.Equal(["A", "End"], Assert.Single(paths.Paths).Select(edge => edge.To.Name));
        Assert.False(paths.IsCut);
    }

    [Fact]
    public void A_graph_with_more_ways_than_anybody_reads_is_cut()
    {
        // 30 layers of two: 2^30 ways.
        var packages = Enumerable.Range(0, 30).SelectMany(layer => new[] { "L", "R" }.Select(side =>
            Package($"{side}{layer}", layer == 29 ? ["End"] : [$"L{layer + 1}", $"R{layer + 1}"])));
        var graph = Graph(["L0", "R0"], [.. packages, Package("End")]);

        var paths = LockPaths.Find(graph, graph.Find("End")!, TestContext.Current.CancellationToken);

        Assert.True(paths.IsCut);
        Assert.Equal(LockPaths.Most, paths.Paths.Count);
        Assert.All(paths.Paths, path => Assert.Equal(31, path.Count));
        Assert.Equal(121, new TreeText(graph, ascii: false).Render().Split('\n').Length - 1);
    }

    [Fact]
    public void The_shortest_way_comes_first()
    {
        var graph = Graph(["A", "End"], Package("A", "B"), Package("B", "End"), Package("End"));

        var paths = LockPaths.Find(graph, graph.Find("End")!, TestContext.Current.CancellationToken);

        Assert.Equal([1, 3], paths.Paths.Select(path => path.Count));
    }

    [Fact]
    public void A_deep_graph_needs_no_deep_stack()
    {
        var graph = Graph(["P0"], [.. Enumerable.Range(0, 5000).Select(i => i == 4999 ? Package($"P{i}") : Package($"P{i}", $"P{i + 1}"))]);

        Assert.Equal(5001, new TreeText(graph, ascii: true).Render().Split('\n').Length - 1);
        Assert.Equal(5000, Assert.Single(LockPaths.Find(graph, graph.Find("P4999")!, TestContext.Current.CancellationToken).Paths).Count);
    }

    [Fact]
    public void Text_of_others_stays_inside_its_label()
    {
        Assert.Equal("&quot;]; x &lt;b&gt;", GraphLabels.Mermaid("\"]; x <b>"));
        Assert.Equal("\"a\\\"b\\\\\"", GraphLabels.Dot("a\"b\\"));
    }

    private static LockGraph Graph(string[] roots, params PackageFacts[] packages) => new(new LockFile
    {
        Inputs = string.Empty,
        Modules = new LockFile { Inputs = string.Empty }.Modules.Add("src/app", new LockedModule([.. roots.Select(Need)], [], [])),
        Packages = [.. packages],
    });

    private static PackageFacts Package(string id, params string[] needs) =>
        new() { Id = id, Version = new NuGetVersion(1, 0, 0), Dependencies = [.. needs.Select(Need)] };

    private static PackageDependency Need(string id) => new(id, new WrittenRange("1.0", VersionRange.Parse("1.0")));
}

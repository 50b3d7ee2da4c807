using System.Collections.Immutable;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Docs;
using ModuleBuild.Packaging.Tests.Docs.Markdown;
using ModuleBuild.Testing;
using ModuleBuild.Testing.Node;

namespace ModuleBuild.Packaging.Tests.Docs;

/// <summary>A module whose author tries to break out of the page with every field.</summary>
public sealed class NastyModuleTests
{
    private const string Nasty =
        "x\"]`|\n```\n# <script> <!-- END_MODULE_DOCS --> ![i](https://e.example) %%{init: {}}%% end;\u202E";

    private static readonly DocsRequest Request = new(
        SampleModules.Orders with
        {
            Id = Nasty,
            Name = Nasty,
            Summary = Nasty,
            Description = Nasty,
            Authors = [new Author(Nasty, Nasty, "javascript:alert(1)")],
            License = new License(Nasty, null),
            Categories = [Nasty],
            Tags = [Nasty],
            Links = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [
                KeyValuePair.Create("homepage", "https://example.com/a)|b<c>\n\"d"), KeyValuePair.Create(Nasty, "data:text/html,<script>"),
            ]),
            Host = [new HostRequirement(Nasty, SampleModules.Range("1.0") with { Text = Nasty }, [Nasty])],
            Platforms = [Nasty],
            EntryPoints = [new EntryPoint(Nasty, Nasty)],
            Dependencies = [new ModuleDependency(Nasty, SampleModules.Range("1.0") with { Text = Nasty }, DependencyKind.Peer, [Nasty], Nasty)],
            Conflicts = [new ModuleConflict(Nasty, SampleModules.Range("1.0") with { Text = Nasty })],
            LoadAfter = [Nasty],
            Permissions = new PermissionSet([new Permission("network", "access", Nasty, Nasty)], []),
            Provides = [new ProvidedExtensionPoint(Nasty, ExtensionPointKind.Api, Nasty, Nasty, null, Nasty)],
            Consumes = [new ConsumedExtensionPoint(Nasty, ExtensionPointKind.Event, Nasty, SampleModules.Range("1.0") with { Text = Nasty }, Nasty, false)],
            Configuration = new ModuleConfiguration(Nasty, null, null, Nasty),
            HealthChecks = [new HealthCheck(Nasty, [Nasty], null, Nasty)],
            Limits = new ResourceLimits(Nasty, Nasty, Nasty, Nasty),
            Deprecated = new Deprecation(Nasty, Nasty, Nasty),
        },
        [SampleModules.Closure(Nasty, ["p" + Nasty.Replace('/', '.') + "/1.0.0"], SampleModules.Library("p" + Nasty.Replace('/', '.') + "/1.0.0"))],
        $$"""{ "properties": { {{Json(Nasty)}}: { "type": {{Json(Nasty)}}, "default": {{Json(Nasty)}}, "description": {{Json(Nasty)}}, "enum": [{{Json(Nasty)}}] } } }""");

    private static readonly ModulePages Pages = ModuleDocs.Render(Request);

    [Fact]
    public void The_page_keeps_its_form()
    {
        Assert.Equal(ApprovedFile.Expect("nasty.page.md", Pages.Page), Pages.Page);

        var page = RenderedMarkdown.Parse(Pages.Page);
        Assert.Equal(
            ["Entry points", "Compatibility", "Dependencies", "Permissions", "Settings", "Extension points", "Health checks", "Lifecycle and limits"],
            page.Descendants<HeadingBlock>().Skip(1).Select(RenderedMarkdown.Text));
        Assert.Equal(0, Assert.Single(page.Descendants<HtmlBlock>()).Line);
        Assert.Empty(page.Descendants<HtmlInline>());
        Assert.Equal(["https://example.com/a%29%7Cb%3Cc%3E%0A%22d"], page.Descendants<LinkInline>().Select(link => link.Url));
        Assert.Single(page.Descendants<FencedCodeBlock>());
    }

    [Fact]
    public async Task Mermaid_draws_the_graph()
    {
        using var folder = new TemporaryFolder();
        var diagram = Assert.Single(await DiagramParser.ParseAsync([folder.Write("page.md", Pages.Page)]));

        Assert.Null(diagram.Error);
        Assert.Equal(5, diagram.Nodes!.Count);
        Assert.Equal(4, diagram.Edges);
    }

    [Fact]
    public void The_section_stays_between_its_markers_and_gives_no_command_to_paste()
    {
        var readme = $"# Title\n{ModuleDocs.BeginMarker}\n{ModuleDocs.EndMarker}\nLast line\n";

        var injected = ModuleDocs.Inject(readme, Pages.ReadmeSection)!;

        Assert.Equal(injected, ModuleDocs.Inject(injected, Pages.ReadmeSection));
        Assert.Equal(ModuleDocs.Inject(readme, "other"), ModuleDocs.Inject(injected, "other"));
        Assert.DoesNotContain("dotnet add package", injected, StringComparison.Ordinal);
    }

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}

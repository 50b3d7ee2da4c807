using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging.Docs;
using ModuleBuild.Testing;

namespace ModuleBuild.Packaging.Tests.Docs;

public sealed class CheckTests : IDisposable
{
    private static readonly ModulePages Pages = new("# Page\n\none\ntwo\nthree\n", "section\n");

    private readonly TemporaryFolder _folder = new();

    private string Readme => _folder["README.md"];

    private string Page => _folder["docs/modules/Acme.Orders.md"];

    [Fact]
    public void Where_nothing_is_committed_there_is_nothing_to_compare() => Assert.Empty(ModuleDocs.Check(Pages, Readme, Page));

    [Fact]
    public void A_readme_without_markers_is_no_matter_of_ours()
    {
        _folder.Write("README.md", "# Mine\n");

        Assert.Empty(ModuleDocs.Check(Pages, Readme, Page));
    }

    [Fact]
    public void Pages_that_are_up_to_date_are_fine_with_any_line_ends()
    {
        _folder.Write("docs/modules/Acme.Orders.md", Pages.Page.Replace("\n", "\r\n", StringComparison.Ordinal));
        _folder.Write("README.md", $"\uFEFF# Mine\r\n{ModuleDocs.BeginMarker}\r\n\r\nsection\n\r\n{ModuleDocs.EndMarker}\r\n");

        Assert.Empty(ModuleDocs.Check(Pages, Readme, Page));
    }

    [Fact]
    public void A_page_that_differs_is_reported_at_its_first_line_that_differs_with_the_difference()
    {
        _folder.Write("docs/modules/Acme.Orders.md", "# Page\n\none\n2\nthree\nfour\n");

        var finding = Assert.Single(ModuleDocs.Check(Pages, Readme, Page));

        Assert.Equal(DiagnosticCatalog.DocsOutOfDate, finding.Descriptor);
        Assert.Equal(new SourceLocation(Page, 4, 1), finding.Location);
        Assert.Equal(
            """
            Acme.Orders.md is out of date (+1 -2 lines). Run 'modulebuild docs'.
            --- Acme.Orders.md (committed)
            +++ Acme.Orders.md (generated)
            @@ -1,6 +1,5 @@
             # Page
            
             one
            -2
            +two
             three
            -four
            """.ReplaceLineEndings("\n").Replace("\n\n", "\n \n", StringComparison.Ordinal),
            finding.Message);
    }

    [Fact]
    public void A_readme_whose_section_differs_is_reported_with_the_line_in_the_readme()
    {
        _folder.Write("README.md", $"# Mine\n\n{ModuleDocs.BeginMarker}\nold\n{ModuleDocs.EndMarker}\n");

        var finding = Assert.Single(ModuleDocs.Check(Pages, Readme, Page));

        Assert.Equal(new SourceLocation(Readme, 4, 1), finding.Location);
        Assert.StartsWith("README.md is out of date (+3 -1 lines).", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_can_be_out_of_date()
    {
        _folder.Write("README.md", $"{ModuleDocs.BeginMarker}\n{ModuleDocs.EndMarker}\n");
        _folder.Write("docs/modules/Acme.Orders.md", "");

        Assert.Equal([Readme, Page], ModuleDocs.Check(Pages, Readme, Page).Select(finding => finding.Location.File));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("# Page\n", 1)]
    [InlineData("# Page\n\none", 3)]
    [InlineData("# Page\n\none\ntwo\nthree", 5)]
    [InlineData("# Page\n\none\ntwo\nthree\n\n", 6)]
    public void A_page_that_ends_early_or_late_is_reported_where_it_ends(string committed, int line)
    {
        _folder.Write("docs/modules/Acme.Orders.md", committed);

        Assert.Equal(line, Assert.Single(ModuleDocs.Check(Pages, Readme, Page)).Location.Line);
    }

    [Fact]
    public void A_long_difference_is_cut()
    {
        _folder.Write("docs/modules/Acme.Orders.md", string.Join('\n', Enumerable.Range(0, 500)));

        var lines = Assert.Single(ModuleDocs.Check(Pages, Readme, Page)).Message.Split('\n');

        Assert.Equal(1 + 40 + 1, lines.Length);
        Assert.Equal("… 469 more lines", lines[^1]);
    }

    [Fact]
    public void A_page_that_cannot_be_read_is_a_finding()
    {
        _folder.Write("docs/modules/Acme.Orders.md", "");
        using var locked = new FileStream(Page, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var finding = Assert.Single(ModuleDocs.Check(Pages, Readme, Page));

        Assert.Equal((DiagnosticCatalog.ProjectUnusable, new SourceLocation(Page)), (finding.Descriptor, finding.Location));
        Assert.StartsWith("The documentation cannot be compared: ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_inject_writes_passes_the_check()
    {
        var pages = ModuleDocs.Render(SampleModules.OrdersRequest);
        _folder.Write("README.md", ModuleDocs.Inject($"# Mine\r\n{ModuleDocs.BeginMarker}\r\n{ModuleDocs.EndMarker}\r\n", pages.ReadmeSection)!);
        _folder.Write("docs/modules/Acme.Orders.md", pages.Page);

        Assert.Empty(ModuleDocs.Check(pages, Readme, Page));
    }

    public void Dispose() => _folder.Dispose();
}

using ModuleBuild.Cli.Documentation;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging.Docs;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Documentation;

public sealed class PageWriterTests : IDisposable
{
    private const string Advice =
        ". Nothing was written to it. Put '<!-- BEGIN_MODULE_DOCS -->' and '<!-- END_MODULE_DOCS -->' where the section belongs.";

    private static readonly ModulePages Pages = new("# Page\n", "Section\n");

    private readonly TemporaryFolder _folder = new();

    private DocsFiles Files => new(_folder["README.md"], _folder["docs/modules/acme.md"]);

    [Fact]
    public void Page_and_section_are_written_and_then_left_alone()
    {
        _folder.Write("README.md", "# Mine\n\n<!-- BEGIN_MODULE_DOCS -->\n<!-- END_MODULE_DOCS -->\n");

        var first = PageWriter.Write(Pages, Files);
        var again = PageWriter.Write(Pages, Files);

        Assert.Equal([Files.PagePath, Files.ReadmePath], first.Changed);
        Assert.Empty(first.Findings);
        Assert.Empty(again.Changed);
        Assert.Equal("# Page\n", File.ReadAllText(Files.PagePath));
        Assert.Contains("\nSection\n", File.ReadAllText(Files.ReadmePath), StringComparison.Ordinal);
    }

    [Fact]
    public void A_README_without_markers_is_not_touched_and_told()
    {
        _folder.Write("README.md", "# Mine\n");

        var written = PageWriter.Write(Pages, Files);

        AssertMarkerMissing("README.md has no pair of markers" + Advice, written);
        Assert.Equal("# Mine\n", File.ReadAllText(Files.ReadmePath));
    }

    [Fact]
    public void A_README_is_not_made_for_the_section()
    {
        var written = PageWriter.Write(Pages, Files);

        AssertMarkerMissing("There is no README.md" + Advice, written);
        Assert.False(File.Exists(Files.ReadmePath));
    }

    [Fact]
    public void Other_line_endings_of_a_committed_page_are_no_difference()
    {
        _folder.Write("docs/modules/acme.md", "# Page\r\n");

        Assert.Empty(PageWriter.Write(Pages, Files).Changed);
    }

    public void Dispose() => _folder.Dispose();

    private void AssertMarkerMissing(string message, WrittenPages written)
    {
        Assert.Equal([Files.PagePath], written.Changed);
        var finding = Assert.Single(written.Findings);
        Assert.Equal(("MB4002", Severity.Warning, message), (finding.Code, finding.Severity, finding.Message));
        Assert.Equal(new SourceLocation(Files.ReadmePath), finding.Location);
    }
}

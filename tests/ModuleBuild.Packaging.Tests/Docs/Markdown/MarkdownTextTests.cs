using Markdig.Syntax;
using ModuleBuild.Packaging.Docs.Markdown;
using MarkdownDocument = ModuleBuild.Packaging.Docs.Markdown.MarkdownDocument;

namespace ModuleBuild.Packaging.Tests.Docs.Markdown;

public sealed class MarkdownTextTests
{
    private static IEnumerable<string> Texts => NastyTexts.All.Concat(NastyTexts.Mixed(5_000));

    [Fact]
    public void Text_in_a_paragraph_shows_what_it_is() => Assert.All(
        Texts.Where(text => VisibleText.Of(text).Length > 0),
        text => Assert.Equal(VisibleText.Of(text), RenderedMarkdown.Text(Assert.IsType<ParagraphBlock>(Only(MarkdownText.Inline(text))))));

    [Fact]
    public void Text_in_a_heading_shows_what_it_is() => Assert.All(
        Texts.Where(text => VisibleText.Of(text).Length > 0),
        text => Assert.Equal(VisibleText.Of(text), RenderedMarkdown.Text(Assert.IsType<HeadingBlock>(Only($"# {MarkdownText.Inline(text)}")))));

    [Fact]
    public void Text_and_code_in_a_table_show_what_they_are_and_keep_the_table_whole()
    {
        foreach (var text in Texts)
        {
            var document = new MarkdownDocument();
            document.Table(["Before", "Text", "Code", "After"], [["b", MarkdownText.Inline(text), MarkdownText.Code(text), "a"], ["x", "x", "x", "x"]]);

            var line = VisibleText.Of(text);
            Assert.Equal([["b", line, line, "a"], ["x", "x", "x", "x"]], RenderedMarkdown.Cells(document.ToString()));
        }
    }

    [Theory]
    [InlineData("https://example.com/a_b?x=1&y=2#z", "[t](https://example.com/a_b?x=1&amp;y=2#z)")]
    [InlineData("https://example.com/a(b)|c d\"><", "[t](https://example.com/a%28b%29%7Cc%20d%22%3E%3C)")]
    [InlineData("http://example.com", "[t](http://example.com)")]
    [InlineData("javascript:alert(1)", "t")]
    [InlineData("file:///etc/passwd", "t")]
    [InlineData("/relative", "t")]
    [InlineData("not an address", "t")]
    [InlineData(null, "t")]
    public void A_link_leads_to_a_web_address_or_is_none(string? address, string expected) => Assert.Equal(expected, MarkdownText.Link("t", address));

    [Fact]
    public void The_text_of_a_link_cannot_end_it() =>
        Assert.Equal("[a\\](x)\\[b](https://example.com)", MarkdownText.Link("a](x)[b", "https://example.com"));

    [Theory]
    [InlineData("Orders of the `Example` API", "Orders of the \\`Example\\` API")]
    [InlineData("snake_case and version 8.3", "snake_case and version 8.3")]
    [InlineData("8.3 or newer", "8.3 or newer")]
    [InlineData("1. first", "1\\. first")]
    [InlineData("C# and F#", "C# and F#")]
    public void Ordinary_text_stays_readable_as_source(string text, string expected) => Assert.Equal(expected, MarkdownText.Inline(text));

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a", "`` `a ``")]
    [InlineData("a|b", "a&#124;b")]
    [InlineData("", "")]
    public void Code_finds_a_fence_that_fits(string text, string expected) => Assert.Equal(expected, MarkdownText.Code(text));

    private static Block Only(string markdown) => Assert.Single(RenderedMarkdown.Parse(markdown));
}

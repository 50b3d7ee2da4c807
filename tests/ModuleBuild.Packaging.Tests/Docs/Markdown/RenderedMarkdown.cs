using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ModuleBuild.Packaging.Tests.Docs.Markdown;

/// <summary>Markdown as a reader sees it, by a parser that is not ours, with more extensions than GitHub and nuget.org have.</summary>
internal static class RenderedMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseGridTables().UseAutoLinks().UseEmphasisExtras().UseMathematics().UseTaskLists().UseFootnotes()
        .UseCustomContainers().UseGenericAttributes().UseDefinitionLists().UseAbbreviations().UseAlertBlocks()
        .Build();

    /// <summary>The blocks of a text.</summary>
    /// <param name="markdown">The text.</param>
    public static MarkdownDocument Parse(string markdown) => Markdig.Markdown.Parse(markdown, Pipeline);

    /// <summary>The cells of the first table, row by row, without the header.</summary>
    /// <param name="markdown">The text.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Cells(string markdown) =>
    [
        .. Parse(markdown).Descendants<Table>().First().Skip(1).Cast<TableRow>()
            .Select(row => row.Cast<TableCell>().Select(cell => cell.Count == 0 ? string.Empty : Text(cell.Single())).ToList()),
    ];

    /// <summary>What a block shows where it is nothing but text and code.</summary>
    /// <param name="block">The block.</param>
    public static string Text(Block block)
    {
        var text = new StringBuilder();
        foreach (var inline in Assert.IsAssignableFrom<LeafBlock>(block).Inline ?? [])
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                _ => $"<<{inline.GetType().Name}>>",
            });
        }

        return text.ToString();
    }
}

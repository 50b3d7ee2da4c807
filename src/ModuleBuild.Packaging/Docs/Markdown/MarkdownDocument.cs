using System.Collections.Immutable;
using System.Text;

namespace ModuleBuild.Packaging.Docs.Markdown;

/// <summary>
/// A Markdown text made of blocks with one empty line between them and LF at the end of lines. What it is given is Markdown
/// already: texts of a manifest pass through <see cref="MarkdownText"/> first.
/// </summary>
internal sealed class MarkdownDocument
{
    private readonly StringBuilder _text = new();

    /// <summary>A heading.</summary>
    /// <param name="level">1 to 6.</param>
    /// <param name="markdown">Its text.</param>
    public void Heading(int level, string markdown) => Block($"{new string('#', level)} {markdown}");

    /// <summary>A paragraph; nothing where it is empty.</summary>
    /// <param name="markdown">Its text, one line.</param>
    public void Paragraph(string markdown)
    {
        if (markdown.Length > 0)
        {
            Block(markdown);
        }
    }

    /// <summary>A block of lines that are not Markdown, or that go to another program.</summary>
    /// <param name="language">Name of the language.</param>
    /// <param name="lines">Lines without three backticks at their start.</param>
    public void Fence(string language, IEnumerable<string> lines) => Block($"```{language}\n{string.Join('\n', lines)}\n```");

    /// <summary>A table without the columns that have no content; nothing where no row is left.</summary>
    /// <param name="headers">A header a column.</param>
    /// <param name="rows">A cell a column in each row.</param>
    public void Table(ImmutableArray<string> headers, IEnumerable<ImmutableArray<string>> rows)
    {
        ImmutableArray<ImmutableArray<string>> filled = [.. rows];
        ImmutableArray<int> columns = [.. Enumerable.Range(0, headers.Length).Where(column => filled.Any(row => row[column].Length > 0))];
        if (columns.IsEmpty)
        {
            return;
        }

        var separator = columns.Select(_ => "---");
        Block(string.Join('\n', filled.Select(row => Row(columns.Select(column => row[column])))
            .Prepend(Row(separator))
            .Prepend(Row(columns.Select(column => headers[column])))));
    }

    /// <summary>The whole text, with a line feed at the end.</summary>
    public override string ToString() => _text.ToString();

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private void Block(string markdown)
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        _text.Append(markdown).Append('\n');
    }
}

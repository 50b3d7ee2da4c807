namespace ModuleBuild.Packaging.Docs.Markdown;

/// <summary>Follows fenced code blocks through a Markdown text, line by line (https://spec.commonmark.org/0.31.2/#fenced-code-blocks).</summary>
/// <param name="character">Of the open fence.</param>
/// <param name="length">Of the open fence; 0 where none is open.</param>
internal readonly struct CodeFence(char character, int length)
{
    /// <summary>The last line was part of a block.</summary>
    public bool IsOpen => length > 0;

    /// <summary>The state after one more line.</summary>
    /// <param name="line">The line without its end.</param>
    public CodeFence After(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart(' ');
        if (line.Length - text.Length > 3 || text.IsEmpty || text[0] is not ('`' or '~'))
        {
            return this;
        }

        var run = text.IndexOfAnyExcept(text[0]) is >= 0 and var end ? end : text.Length;
        var info = text[run..];
        if (IsOpen)
        {
            return text[0] == character && run >= length && info.Trim().IsEmpty ? default : this;
        }

        return run >= 3 && (text[0] == '~' || !info.Contains('`')) ? new CodeFence(text[0], run) : default;
    }
}

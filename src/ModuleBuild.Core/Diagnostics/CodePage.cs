using System.Reflection;
using System.Text;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>The page of a code, as it stands in <c>docs/codes</c>; it travels in this assembly, so that it can be shown offline.</summary>
/// <param name="Text">The whole page, Markdown.</param>
public sealed record CodePage(string Text)
{
    /// <summary>What the finding says, Markdown.</summary>
    public string What => Section("What");

    /// <summary>Why it is a finding, Markdown.</summary>
    public string Why => Section("Why");

    /// <summary>What to do, Markdown.</summary>
    public string HowToFix => Section("How to fix");

    /// <summary>A manifest or project that raises it, and the message, Markdown.</summary>
    public string Example => Section("Example");

    /// <summary>The page of a code, or null where there is none.</summary>
    /// <param name="code">For example <c>MB0004</c>, in either case.</param>
    public static CodePage? Find(string code)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"codes/{code.ToUpperInvariant()}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new(reader.ReadToEnd().ReplaceLineEndings("\n"));
    }

    private string Section(string heading)
    {
        var start = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        if (start < 0)
        {
            return string.Empty;
        }

        start += heading.Length + 5;
        var end = Text.IndexOf("\n## ", start, StringComparison.Ordinal);
        return (end < 0 ? Text[start..] : Text[start..end]).Trim('\n');
    }
}

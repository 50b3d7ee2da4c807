using System.Text.RegularExpressions;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>
/// MB0014: text that a template, or a hurried author, left in name, summary or description. 'Sample' and 'Template' are ordinary words
/// of many trades, so a name is only found where it says nothing else: "Sample Module", not "Water Sample Log" or "Email Templates".
/// </summary>
internal static partial class TemplateWordRule
{
    // A name of these alone names nothing.
    private static readonly HashSet<string> Markers = new(StringComparer.OrdinalIgnoreCase)
    {
        "sample", "template", "example", "demo", "test", "dummy", "untitled", "new", "my", "your",
        "foo", "bar", "baz", "hello", "module", "plugin", "class", "placeholder",
    };

    // These say nothing beside one of those, though "Library" by itself may be what a module is about.
    private static readonly HashSet<string> Fillers = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "the", "our", "this", "name", "title", "world", "app", "application", "extension", "library", "package", "project",
    };

    public static void Check(RuleContext context)
    {
        var manifest = context.Manifest;
        CheckText(context, "name", manifest.Name, IsNoName(manifest.Name) ? manifest.Name : null);
        CheckText(context, "summary", manifest.Summary, null);
        CheckText(context, "description", manifest.Description ?? string.Empty, null);
    }

    private static void CheckText(RuleContext context, string field, string text, string? found)
    {
        found ??= Phrases.Match(text) is { Success: true } match ? match.Groups["what"].Value : null;
        if (found is not null)
        {
            context.Report(DiagnosticCatalog.TemplateWord, $"/{field}", fix: null, field, Quotation.Shorten(found));
        }
    }

    private static bool IsNoName(string name)
    {
        var marked = false;
        foreach (var word in Words.EnumerateMatches(name))
        {
            var text = name.Substring(word.Index, word.Length);
            var isMarker = Markers.Contains(text);
            if (!isMarker && !Fillers.Contains(text) && !char.IsAsciiDigit(text[0]))
            {
                return false;
            }

            marked |= isMarker;
        }

        return marked;
    }

    // "MyModule1" has three words; a letter of a script without cases is one.
    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+|[0-9]+|\p{L}", RegexOptions.CultureInvariant)]
    private static partial Regex Words { get; }

    // 'TODO' is a reminder at the start or before a colon, and a subject elsewhere: "Collects TODO comments".
    [GeneratedRegex(
        @"^\s*\b(?<what>TODO|FIXME|TBD)\b|\b(?<what>TODO|FIXME|TBD)\b(?=\s?:)"
        + @"|(?i:\b(?<what>lorem ipsum|my ?module|module1|class1|package description|describe (the|this|your|my) module"
        + @"|description of (a|the|this|your|my) module|your (description|summary|text|name) here|(a|my) (sample|template) module)\b)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Phrases { get; }
}

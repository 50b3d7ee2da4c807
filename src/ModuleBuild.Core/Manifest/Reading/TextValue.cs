using System.Globalization;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>What a text must be like.</summary>
/// <param name="Expected">The form in words, for a message.</param>
internal sealed record TextRule(string Expected = "text")
{
    /// <summary>Any text that is not blank.</summary>
    public static TextRule Any { get; } = new();

    /// <summary>Fewest characters, as Unicode code points.</summary>
    public int Min { get; init; } = 1;

    /// <summary>Most characters, as Unicode code points.</summary>
    public int Max { get; init; } = int.MaxValue;

    /// <summary>The form; null where any is right.</summary>
    public Func<string, bool>? Matches { get; init; }

    /// <summary>What was surely meant by a text that does not match, or null.</summary>
    public Func<string, string?>? Mend { get; init; }
}

/// <summary>Reads strings.</summary>
internal static class TextValue
{
    /// <summary>The string of a value; null where there is none, or a wrong one, which is reported.</summary>
    public static string? Read(ReadingContext context, JsonValue? value, TextRule rule)
    {
        if (ReadAny(context, value) is not { } text)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            context.ReportNotAllowed(value!, text.Length == 0 ? "empty" : "blank", rule.Expected);
            return null;
        }

        var length = text.Length > rule.Max || rule.Min > 1 ? Characters(text) : text.Length;
        if (length < rule.Min || length > rule.Max)
        {
            var expected = length < rule.Min ? $"at least {Count(rule.Min)}" : $"at most {Count(rule.Max)}";
            context.ReportNotAllowed(value!, $"{Count(length)} long", expected);
            return null;
        }

        if (rule.Matches?.Invoke(text) == false)
        {
            var meant = rule.Mend?.Invoke(text);
            context.ReportNotAllowed(
                value!, Quotation.Of(text), rule.Expected, meant is not null && rule.Matches(meant) ? JsonEdits.Quote(meant) : null);
            return null;
        }

        return text;
    }

    /// <summary>The string of a value, whatever it says.</summary>
    public static string? ReadAny(ReadingContext context, JsonValue? value)
    {
        if (value is JsonString s)
        {
            return s.Text;
        }

        if (value is not null)
        {
            context.ReportType(value, "a string", value is JsonNumber n ? $"\"{n.Text}\"" : null);
        }

        return null;
    }

    /// <summary>Length in Unicode code points, as JSON Schema counts.</summary>
    public static int Characters(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private static string Count(int characters) =>
        characters == 1 ? "1 character" : string.Create(CultureInfo.InvariantCulture, $"{characters} characters");
}

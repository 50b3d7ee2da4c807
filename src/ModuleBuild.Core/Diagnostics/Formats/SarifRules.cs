using System.Globalization;
using System.Text.Json;

namespace ModuleBuild.Core.Diagnostics.Formats;

/// <summary>The rules of a SARIF log: descriptors of the catalogue with the words of their pages.</summary>
internal static class SarifRules
{
    public static void Write(Utf8JsonWriter writer, IEnumerable<DiagnosticDescriptor> rules)
    {
        writer.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            Write(writer, rule);
        }

        writer.WriteEndArray();
    }

    public static void WriteMessage(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, DiagnosticDescriptor rule)
    {
        writer.WriteStartObject();
        writer.WriteString("id", rule.Code);
        writer.WriteString("name", PascalCase(rule.Title));
        WriteMessage(writer, "shortDescription", $"{rule.Title}.");
        if (CodePage.Find(rule.Code) is { } page)
        {
            WriteMessage(writer, "fullDescription", page.What);
            writer.WriteStartObject("help");
            writer.WriteString("text", page.HowToFix);
            writer.WriteString("markdown", page.Text);
            writer.WriteEndObject();
        }

        writer.WriteString("helpUri", rule.HelpLink);
        writer.WriteStartObject("defaultConfiguration");
        writer.WriteString("level", rule.DefaultSeverity.Word());
        writer.WriteEndObject();
        writer.WriteStartObject("properties");
        writer.WriteStartArray("tags");
        writer.WriteStringValue(rule.Category.ToString().ToLowerInvariant());
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string PascalCase(string title) =>
        string.Concat(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(title).Where(char.IsAsciiLetterOrDigit));
}

using System.Text.Json;

namespace ModuleBuild.Core.Diagnostics.Formats;

/// <summary>The JSON format of findings; fields that say nothing are left out.</summary>
internal static class FindingsJson
{
    public static string Of(IReadOnlyList<Finding> findings) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            Write(writer, finding);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("summary");
        writer.WriteNumber("errors", findings.Count(finding => finding.Severity == Severity.Error));
        writer.WriteNumber("warnings", findings.Count(finding => finding.Severity == Severity.Warning));
        writer.WriteNumber("notes", findings.Count(finding => finding.Severity == Severity.Note));
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    public static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("code", finding.Code);
        writer.WriteString("severity", finding.Severity.Word());
        writer.WriteString("title", finding.Descriptor.Title);
        writer.WriteString("message", finding.Message);
        WriteUnlessEmpty(writer, "file", finding.Location.File);
        WriteUnlessZero(writer, "line", finding.Location.Line);
        WriteUnlessZero(writer, "column", finding.Location.Column);
        WriteUnlessEmpty(writer, "subject", finding.Subject);
        writer.WriteString("helpLink", finding.Descriptor.HelpLink);
        if (finding.Fix is { } fix)
        {
            Write(writer, fix);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Fix fix)
    {
        writer.WriteStartObject("fix");
        writer.WriteString("title", fix.Title);
        WriteUnlessEmpty(writer, "file", fix.File ?? string.Empty);
        writer.WriteStartArray("edits");
        foreach (var edit in fix.Edits)
        {
            writer.WriteStartObject();
            writer.WriteNumber("start", edit.Start);
            writer.WriteNumber("length", edit.Length);
            writer.WriteString("newText", edit.NewText);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter writer, string name, string value)
    {
        if (value.Length > 0)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteUnlessZero(Utf8JsonWriter writer, string name, int value)
    {
        if (value > 0)
        {
            writer.WriteNumber(name, value);
        }
    }
}

using System.Text.Json;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>MB0024: the file of <c>configuration.schema</c> is there, and JSON Schema as far as its form goes: an object.</summary>
internal static class SchemaFileRule
{
    private const int MaxLength = 1 << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static void Check(RuleContext context, FileReference schema)
    {
        var bytes = NamedFile.Read(context.Consult(schema.Path), MaxLength + 1, out var problem);
        problem ??= bytes.Length > MaxLength ? "is larger than 1 MiB" : ProblemOf(bytes);
        if (problem is not null)
        {
            FileReferenceRule.Report(context, schema, problem);
        }
    }

    private static string? ProblemOf(ReadOnlyMemory<byte> bytes)
    {
        var text = bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object ? null : "is no JSON object, and so no JSON Schema";
        }
        catch (JsonException e)
        {
            return FormattableString.Invariant($"is not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
    }
}

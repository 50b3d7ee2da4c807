using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Manifest.Ranges;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Version ranges: MB0006.</summary>
internal static class RangeValue
{
    /// <summary>The range; null where there is none, or a wrong one, which is reported.</summary>
    public static WrittenRange? Read(ReadingContext context, JsonValue? value)
    {
        if (TextValue.ReadAny(context, value) is not { } text)
        {
            return null;
        }

        var parse = RangeReader.Parse(text);
        if (parse.Range is { } range)
        {
            return new WrittenRange(text, range);
        }

        context.Report(
            DiagnosticCatalog.RangeInvalid,
            value!,
            ReadingContext.Rewriting(value!, parse.Meant is null ? null : JsonEdits.Quote(parse.Meant)),
            value!.Path,
            Quotation.Shorten(text),
            parse.Advice);
        return null;
    }

    /// <summary>The same for a value that might as well be an object.</summary>
    public static WrittenRange? ReadOrObject(ReadingContext context, JsonValue value)
    {
        if (value is JsonString)
        {
            return Read(context, value);
        }

        context.ReportType(value, "a version range, or an object with \"version\"");
        return null;
    }
}

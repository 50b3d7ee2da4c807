using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads resource limits, which are kept as they were written.</summary>
internal static class QuantityValue
{
    /// <summary>An amount of bytes; null where there is none, or a wrong one, which is reported.</summary>
    public static string? ReadBytes(ReadingContext context, JsonValue? value) => Read(
        context,
        value,
        text => ResourceQuantity.TryParseBytes(text, out _),
        "a Kubernetes quantity of bytes such as \"128Mi\" or \"1Gi\"",
        MendBytes);

    /// <summary>An amount of processor time; null where there is none, or a wrong one, which is reported.</summary>
    public static string? ReadCpu(ReadingContext context, JsonValue? value) => Read(
        context,
        value,
        text => ResourceQuantity.TryParseMillicores(text, out _),
        "a Kubernetes quantity of cores such as \"500m\" or \"1.5\"",
        _ => null);

    private static string? Read(
        ReadingContext context, JsonValue? value, Func<string, bool> isRight, string expected, Func<string, string?> mend)
    {
        if (value is JsonNumber number)
        {
            context.ReportType(value, "a string", isRight(number.Text) ? $"\"{number.Text}\"" : null);
            return null;
        }

        if (TextValue.ReadAny(context, value) is not { } text || isRight(text))
        {
            return (value as JsonString)?.Text;
        }

        var meant = mend(text) is { } mended && isRight(mended) ? JsonEdits.Quote(mended) : null;
        context.ReportNotAllowed(value!, Quotation.Of(text), expected, meant);
        return null;
    }

    // '128 MiB' and '1GB' name the unit of bytes, and people put a space before it.
    private static string? MendBytes(string text)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal);
        return plain.EndsWith('B') ? plain[..^1].Replace('K', 'k').Replace("ki", "Ki", StringComparison.Ordinal) : plain;
    }
}

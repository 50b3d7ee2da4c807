using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Links: MB0017.</summary>
internal static class LinkValue
{
    private const string Secure = "https://";

    /// <summary>The address as it was written, also where it is not https; null where there is none, or not even a text.</summary>
    public static string? Read(ReadingContext context, JsonValue? value)
    {
        if (TextValue.ReadAny(context, value) is not { } link || TextForms.IsLink(link))
        {
            return (value as JsonString)?.Text;
        }

        var meant = Mend(link.Trim());
        context.Report(
            DiagnosticCatalog.LinkNotHttps,
            value!,
            ReadingContext.Rewriting(value!, meant is null ? null : JsonEdits.Quote(meant)),
            value!.Path,
            Quotation.Shorten(link),
            meant is null ? "Write it in full, for example \"https://example.com/orders\"." : $"Write {Quotation.Of(meant)}.");
        return string.IsNullOrWhiteSpace(link) ? null : link;
    }

    private static string? Mend(string link)
    {
        var rest = link.IndexOf("://", StringComparison.Ordinal);
        var isWeb = rest is 4 or 5 && "https".StartsWith(link[..rest], StringComparison.OrdinalIgnoreCase);
        return isWeb && TextForms.IsLink(Secure + link[(rest + 3)..]) ? Secure + link[(rest + 3)..] : null;
    }
}

using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Links: MB0017.</summary>
internal static class LinkValue
{
    private const string Secure = "https://";
    private const string Plain = "http://";

    /// <summary>The address as it was written, also where it is not https; null where there is none, or not even a string.</summary>
    public static string? Read(ReadingContext context, JsonValue? value)
    {
        if (TextValue.ReadAny(context, value) is not { } link || IsSecure(link))
        {
            return (value as JsonString)?.Text;
        }

        var secure = link.StartsWith(Plain, StringComparison.OrdinalIgnoreCase) ? Secure + link[Plain.Length..] : null;
        var meant = secure is not null && IsSecure(secure) ? secure : null;
        context.Report(
            DiagnosticCatalog.LinkNotHttps,
            value!,
            ReadingContext.Rewriting(value!, meant is null ? null : JsonEdits.Quote(meant)),
            value!.Path,
            Quotation.Shorten(link),
            meant is null ? "Write it in full, for example \"https://example.com/orders\"." : $"Write {Quotation.Of(meant)}.");
        return link;
    }

    private static bool IsSecure(string link) =>
        link.StartsWith(Secure, StringComparison.OrdinalIgnoreCase)
        && !link.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Host.Length > 0;
}

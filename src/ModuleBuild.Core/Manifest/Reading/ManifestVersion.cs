using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>The version of the format: MB0005.</summary>
internal static class ManifestVersion
{
    /// <summary>
    /// Whether a newer tool is needed, which is reported. Nothing else is then said about the file: its fields would look unknown.
    /// </summary>
    public static bool IsNewer(ReadingContext context, JsonValue? value)
    {
        if (value is not JsonNumber { Number: > ModuleManifest.CurrentVersion and var number } || number != Math.Floor(number))
        {
            return false;
        }

        context.Report(
            DiagnosticCatalog.ManifestVersionUnknown, value, null, Quotation.Shorten(((JsonNumber)value).Text), "Update ModuleBuild.");
        return true;
    }

    /// <summary>Reports a version that never was.</summary>
    public static void Check(ReadingContext context, JsonValue? value)
    {
        var current = FormattableString.Invariant($"{ModuleManifest.CurrentVersion}");
        switch (value)
        {
            case null or JsonNumber { Number: ModuleManifest.CurrentVersion }:
                break;
            case JsonNumber number:
                context.Report(
                    DiagnosticCatalog.ManifestVersionUnknown, value, null, Quotation.Shorten(number.Text), $"Write {current}.");
                break;
            default:
                context.ReportType(value, $"the number {current}", value is JsonString s && s.Text.Trim() == current ? current : null);
                break;
        }
    }
}

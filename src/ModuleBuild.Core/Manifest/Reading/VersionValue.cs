using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using NuGet.Versioning;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Versions: MB0009.</summary>
internal static class VersionValue
{
    /// <summary>The SemVer 2 version; null where there is none, or a wrong one, which is reported.</summary>
    /// <param name="context">The context.</param>
    /// <param name="value">The value.</param>
    /// <param name="otherWay">What can be done instead, as the end of a sentence after "Write "1.0.0""; may be empty.</param>
    public static SemanticVersion? Read(ReadingContext context, JsonValue? value, string otherWay = "")
    {
        if (TextValue.ReadAny(context, value) is not { } text)
        {
            return null;
        }

        if (TryParse(text) is { } version)
        {
            return version;
        }

        Report(context, value!, text, otherWay);
        return null;
    }

    /// <summary>
    /// The text of a version of a host; null where there is none, or a wrong one, which is reported. Hosts may number with four parts, as
    /// NuGet allows.
    /// </summary>
    public static string? ReadOfHost(ReadingContext context, JsonValue? value)
    {
        if (TextValue.ReadAny(context, value) is not { } text)
        {
            return null;
        }

        if (TryParse(text) is not null || IsFourParts(text))
        {
            return text;
        }

        Report(context, value!, text, "");
        return null;
    }

    private static bool IsFourParts(string text) =>
        text.Count(c => c == '.') >= 3 && NuGetVersion.TryParse(text, out var version) && version.IsLegacyVersion;

    private static SemanticVersion? TryParse(string text) =>
        SemanticVersion.TryParse(text, out var version) && version.ToFullString() == text ? version : null;

    private static void Report(ReadingContext context, JsonValue value, string text, string otherWay)
    {
        var meant = Mend(text);
        var advice = $"Write {Quotation.Of(meant ?? "1.0.0")}{otherWay}.";
        if (meant is null)
        {
            advice = $"Write major, minor and patch, for example \"1.0.0\"{otherWay}.";
        }

        context.Report(
            DiagnosticCatalog.VersionNotSemVer,
            value,
            ReadingContext.Rewriting(value, meant is null ? null : JsonEdits.Quote(meant)),
            value.Path,
            Quotation.Shorten(text),
            advice);
    }

    // Parts that are left out are zero, a fourth that is zero says nothing, and neither does a 'v' before it all.
    private static string? Mend(string text)
    {
        var trimmed = text.Trim();
        var bare = trimmed.StartsWith('v') || trimmed.StartsWith('V') ? trimmed[1..] : trimmed;
        return bare.Length is > 0 and <= 128 && char.IsAsciiDigit(bare[0])
            && NuGetVersion.TryParse(bare, out var version) && version.Revision == 0
            && TryParse(version.ToFullString()) is not null
            ? version.ToFullString()
            : null;
    }
}

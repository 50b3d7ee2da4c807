using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Feeds.Index;

/// <summary>
/// Writes index files: a list of package versions in the order of ids and versions, one a line, what is as usual left out. The same
/// facts give the same bytes. The form is that of <c>docs/sources.md</c>.
/// </summary>
public static class IndexWriter
{
    // Ranges hold '>' and dates '+'; the file is never pasted into HTML.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of an index: UTF-8 without BOM, LF.</summary>
    /// <param name="packages">What it is to hold, in any order.</param>
    public static byte[] Write(IEnumerable<PackageFacts> packages)
    {
        using var stream = new MemoryStream();
        stream.Write("["u8);
        var next = "\n"u8;
        foreach (var package in packages
            .OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase)
            .ThenBy(package => package.Id, StringComparer.Ordinal)
            .ThenBy(package => package.Version))
        {
            stream.Write(next);
            next = ",\n"u8;
            using var json = new Utf8JsonWriter(stream, Compact);
            WritePackage(json, package);
        }

        stream.Write("\n]\n"u8);
        return stream.ToArray();
    }

    /// <summary>Writes a whole file; gzip where its name ends in <c>.gz</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="packages">What it is to hold, in any order.</param>
    /// <returns>Null, or MB9005; then the file is as it was.</returns>
    public static Finding? WriteFile(string path, IEnumerable<PackageFacts> packages)
    {
        var bytes = Write(packages);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            return AtomicFile.Write(path, bytes);
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return AtomicFile.Write(path, packed.ToArray());
    }

    private static void WritePackage(Utf8JsonWriter json, PackageFacts package)
    {
        json.WriteStartObject();
        json.WriteString("id", package.Id);
        json.WriteString("version", package.Version.ToFullString());
        WriteFlag(json, "module", package.IsModule, usual: true);
        json.WriteStartObject("dependencies");
        foreach (var dependency in package.Dependencies.OrderBy(dependency => dependency.Id, StringComparer.OrdinalIgnoreCase))
        {
            WriteDependency(json, dependency);
        }

        json.WriteEndObject();
        WriteRanges(json, "host", package.Hosts);
        WriteRanges(json, "conflicts", package.Conflicts);
        WriteTexts(json, "platforms", package.Platforms);
        WriteFlag(json, "listed", package.Listed, usual: true);
        WriteText(json, "deprecated", package.Deprecated);
        WriteText(json, "checksum", package.Checksum);
        WriteText(json, "buildDate", package.BuildDate?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture));
        WriteFlag(json, "securityScanPassed", package.SecurityScanPassed, usual: null);
        WriteAdvisories(json, package);
        WriteMetrics(json, package);
        WriteTexts(json, "permissions", package.Permissions);
        WriteText(json, "changelog", package.Changelog);
        json.WriteEndObject();
    }

    private static void WriteDependency(Utf8JsonWriter json, PackageDependency dependency)
    {
        if (dependency.Kind == DependencyKind.Required)
        {
            json.WriteString(dependency.Id, dependency.Range.Text);
            return;
        }

        json.WriteStartObject(dependency.Id);
        json.WriteString("version", dependency.Range.Text);
        json.WriteString("kind", dependency.Kind == DependencyKind.Optional ? "optional" : "peer");
        json.WriteEndObject();
    }

    private static void WriteRanges(Utf8JsonWriter json, string name, IReadOnlyCollection<PackageRange> ranges)
    {
        if (ranges.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var range in ranges.OrderBy(range => range.Id, StringComparer.OrdinalIgnoreCase))
        {
            json.WriteString(range.Id, range.Range.Text);
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in texts.Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteAdvisories(Utf8JsonWriter json, PackageFacts package)
    {
        if (package.Advisories.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("advisories");
        foreach (var advisory in package.Advisories.OrderBy(advisory => advisory.Id, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("id", advisory.Id);
            json.WriteString("severity", advisory.Severity.ToString().ToLowerInvariant());
            WriteText(json, "url", advisory.Url);
            WriteText(json, "firstFixed", advisory.FirstFixed?.ToNormalizedString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMetrics(Utf8JsonWriter json, PackageFacts package)
    {
        if (package.Metrics.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("metrics");
        foreach (var (name, value) in package.Metrics)
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool? flag, bool? usual)
    {
        if (flag is { } said && said != usual)
        {
            json.WriteBoolean(name, said);
        }
    }
}

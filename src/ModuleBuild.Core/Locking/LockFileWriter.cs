using System.Text.Json;
using ModuleBuild.Core.Diagnostics.Formats;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Reading;
using ModuleBuild.Core.Manifest.Writing;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Locking;

/// <summary>
/// Writes <c>module.lock.json</c>: ordinal order, two spaces, LF, so that the same answer gives the same bytes, and a change gives a
/// diff of the lines that changed.
/// </summary>
public static class LockFileWriter
{
    /// <summary>The bytes of a lock.</summary>
    /// <param name="lockFile">The lock.</param>
    public static byte[] Write(LockFile lockFile) => JsonText.WriteBytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("lockVersion", LockFile.CurrentVersion);
        writer.WriteString("inputs", lockFile.Inputs);
        writer.WriteString("strategy", PolicyWords.Of(PolicyWords.Strategies, lockFile.Strategy));
        WritePolicy(writer, lockFile.Policy);
        WriteVersions(writer, "hosts", lockFile.Hosts);
        writer.WriteStartObject("modules");
        foreach (var (folder, module) in lockFile.Modules)
        {
            writer.WriteStartObject(folder);
            writer.WriteMap("dependencies", InOrder(module.Dependencies, dependency => dependency.Id), WriteDependency);
            writer.WriteMap("host", InOrder(module.Hosts, host => host.Id), WriteRange);
            writer.WriteMap("conflicts", InOrder(module.Conflicts, conflict => conflict.Id), WriteRange);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("packages");
        foreach (var package in InOrder(lockFile.Packages, package => package.Id))
        {
            WritePackage(writer, package, lockFile.OfWorkspace.Contains(package.Id));
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void WritePolicy(Utf8JsonWriter writer, ResolutionSettings policy)
    {
        var rules = policy.Exclusions.Length + policy.Overrides.Length + policy.Hosts.Count;
        if (rules == 0 && policy is { Prerelease: null, Unlisted: null, Metric: null, Platform: null })
        {
            return;
        }

        writer.WriteStartObject("policy");
        WriteWord(writer, "prerelease", policy.Prerelease is { } prerelease ? PolicyWords.Of(PolicyWords.Prereleases, prerelease) : null);
        WriteWord(writer, "unlisted", policy.Unlisted is { } unlisted ? PolicyWords.Of(PolicyWords.Unlisted, unlisted) : null);
        WriteWord(writer, "metric", policy.Metric);
        WriteVersions(writer, "hosts", policy.Hosts);
        WriteWord(writer, "platform", policy.Platform);
        writer.WriteList("exclude", policy.Exclusions, (writer, rule) => WriteRule(writer, rule.Id, rule.Range, rule.Reason));
        writer.WriteList("override", policy.Overrides, (writer, rule) => WriteRule(writer, rule.Id, rule.Range, rule.Reason));
        writer.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter writer, string id, WrittenRange versions, string reason)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("versions", versions.Text);
        writer.WriteString("reason", reason);
        writer.WriteEndObject();
    }

    private static void WritePackage(Utf8JsonWriter writer, PackageFacts package, bool ofWorkspace)
    {
        writer.WriteStartObject(package.Id);
        writer.WriteString("version", package.Version.ToNormalizedString());
        WriteWord(writer, "contentHash", package.Checksum);
        writer.WriteFlag("workspace", ofWorkspace);
        if (!package.IsModule)
        {
            writer.WriteBoolean("module", false);
        }

        writer.WriteMap("dependencies", InOrder(package.Dependencies, dependency => dependency.Id), WriteDependency);
        writer.WriteMap("host", InOrder(package.Hosts, host => host.Id), WriteRange);
        writer.WriteMap("conflicts", InOrder(package.Conflicts, conflict => conflict.Id), WriteRange);
        writer.WriteTexts("platforms", [.. package.Platforms.Order(StringComparer.Ordinal)]);
        if (!package.Listed)
        {
            writer.WriteBoolean("listed", false);
        }

        WriteWord(writer, "deprecated", package.Deprecated);
        if (package.SecurityScanPassed is { } passed)
        {
            writer.WriteBoolean("securityScanPassed", passed);
        }

        writer.WriteList("advisories", [.. package.Advisories.OrderBy(advisory => advisory.Id, StringComparer.Ordinal)], WriteAdvisory);
        writer.WriteMap("metrics", package.Metrics, (writer, metric) => writer.WriteNumber(metric.Key, metric.Value));
        writer.WriteTexts("permissions", [.. package.Permissions.Order(StringComparer.Ordinal)]);
        writer.WriteEndObject();
    }

    private static void WriteDependency(Utf8JsonWriter writer, PackageDependency dependency)
    {
        if (dependency.Kind == DependencyKind.Required)
        {
            writer.WriteString(dependency.Id, dependency.Range.Text);
            return;
        }

        writer.WriteStartObject(dependency.Id);
        writer.WriteString("version", dependency.Range.Text);
        writer.WriteString("kind", ManifestWords.DependencyKinds.WordFor(dependency.Kind));
        writer.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter writer, PackageRange range) => writer.WriteString(range.Id, range.Range.Text);

    private static void WriteAdvisory(Utf8JsonWriter writer, Advisory advisory)
    {
        writer.WriteStartObject();
        writer.WriteString("id", advisory.Id);
        writer.WriteString("severity", LockWords.Of(advisory.Severity));
        WriteWord(writer, "url", advisory.Url);
        WriteWord(writer, "firstFixed", advisory.FirstFixed?.ToNormalizedString());
        writer.WriteEndObject();
    }

    private static void WriteVersions(Utf8JsonWriter writer, string name, IReadOnlyCollection<KeyValuePair<string, NuGetVersion>> versions) =>
        writer.WriteMap(name, versions, (writer, pair) => writer.WriteString(pair.Key, pair.Value.ToNormalizedString()));

    // An empty text is a text: what was read is what is written.
    private static void WriteWord(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static IReadOnlyCollection<T> InOrder<T>(IEnumerable<T> items, Func<T, string> idOf) =>
        [.. items.OrderBy(idOf, StringComparer.OrdinalIgnoreCase)];
}

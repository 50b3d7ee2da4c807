using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Resolution;

/// <summary>
/// Versions that are to be kept: a <c>module.lock.json</c>, what <c>resolve --json</c> printed, or a plain map from id to version.
/// </summary>
internal static class LockedVersions
{
    private const string Forms = "Expected {\"ID\": \"VERSION\"}, {\"solution\": {…}} or a module.lock.json.";

    private static readonly ImmutableSortedDictionary<string, NuGetVersion> None =
        ImmutableSortedDictionary.Create<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a file. Never throws for what it is or holds.</summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <returns>The versions, or null with MB1014.</returns>
    public static (ImmutableSortedDictionary<string, NuGetVersion>? Versions, ImmutableArray<Finding> Findings) Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var document = JsonDocument.Parse(stream); // skips a byte order mark
            return document.RootElement switch
            {
                { ValueKind: not JsonValueKind.Object } => Refuse(path, $"it is no object. {Forms}"),
                var root when IsLock(root) => ReadLock(path),
                var root when root.TryGetProperty("solution", out var solution) && solution.ValueKind == JsonValueKind.Object => ReadMap(path, solution),
                var root => ReadMap(path, root),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A lock with the marks of a merge is no JSON, nor is an escaped surrogate without its other half; the lock's reader has words
            // for that.
            var findings = LockFileReader.Read(path).Findings;
            return findings.IsEmpty ? Refuse(path, $"it is not JSON: {e.Message}") : (null, findings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Refuse(path, e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file." : $"it cannot be read: {e.Message}");
        }
    }

    private static bool IsLock(JsonElement root) => root.TryGetProperty("lockVersion", out var version) && version.ValueKind != JsonValueKind.String;

    // Findings beside a lock say that it was edited by hand. Its versions are still what somebody wants kept.
    private static (ImmutableSortedDictionary<string, NuGetVersion>? Versions, ImmutableArray<Finding> Findings) ReadLock(string path) =>
        LockFileReader.Read(path) is { Lock: { } found }
            ? (None.SetItems(found.Packages.Select(package => KeyValuePair.Create(package.Id, package.Version))), [])
            : (null, LockFileReader.Read(path).Findings);

    private static (ImmutableSortedDictionary<string, NuGetVersion>? Versions, ImmutableArray<Finding> Findings) ReadMap(string path, JsonElement map)
    {
        var versions = None.ToBuilder();
        foreach (var entry in map.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.String || !NuGetVersion.TryParse(entry.Value.GetString(), out var version))
            {
                return Refuse(path, $"'{entry.Name}' is {entry.Value.GetRawText()}, which is not a version. {Forms}");
            }

            versions[entry.Name] = version;
        }

        return (versions.ToImmutable(), []);
    }

    private static (ImmutableSortedDictionary<string, NuGetVersion>? Versions, ImmutableArray<Finding> Findings) Refuse(string path, string why) =>
        (null, [Finding.Create(DiagnosticCatalog.LockUnusable, new SourceLocation(path), why)]);
}

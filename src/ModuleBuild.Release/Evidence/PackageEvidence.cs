using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Evidence;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using NuGet.Versioning;

namespace ModuleBuild.Release.Evidence;

/// <summary>Reads the evidence of a package. What is missing, forged, of other bytes or of a newer format is a problem, and then none of it counts.</summary>
internal sealed class PackageEvidence
{
    private const long LargestFile = 64L << 20;
    private const long LargestSchema = 1L << 20;

    private readonly ZipArchive _archive;
    private readonly ILookup<string, ZipArchiveEntry> _entries;

    private PackageEvidence(ZipArchive archive)
    {
        _archive = archive;
        _entries = archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToLookup(PathOf, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Reads it. Never throws for what the package holds.</summary>
    /// <param name="module">The module of the set.</param>
    /// <param name="package">Its package, with the content hash that the module has.</param>
    public static EvidenceAnswer Read(ReleasedModule module, ModulePackage package)
    {
        try
        {
            using var stream = new FileStream(package.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            return new EvidenceAnswer(module, new PackageEvidence(archive).Read(module, package, ArchiveLimits.ProblemOf(archive)), null);
        }
        catch (InvalidDataException e)
        {
            return new EvidenceAnswer(module, null, $"The evidence of {module} cannot be used: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new EvidenceAnswer(module, null, $"The package of {module} cannot be read: {e.Message}");
        }
    }

    private ModuleEvidence Read(ReleasedModule module, ModulePackage package, string? limit)
    {
        Demand(limit is null, $"{limit}.");
        var index = Index(module, package);
        var kept = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in index.Files)
        {
            kept[file.Path] = Proven(file);
        }

        var unlisted = _entries.Select(group => group.Key).Where(path =>
            path.StartsWith(EvidencePath.Folder, StringComparison.OrdinalIgnoreCase) && path != EvidenceIndex.PackagePath && !kept.ContainsKey(path));
        Demand(unlisted.Order(StringComparer.Ordinal).FirstOrDefault() is not { } stranger, $"the package holds {unlisted.Order(StringComparer.Ordinal).FirstOrDefault()}, which its index does not list.");

        IEnumerable<byte[]> OfKind(string kind) => index.Files.Where(file => file.Kind == kind).Select(file => kept[file.Path]);
        var manifest = Manifest(OfKind("manifest").FirstOrDefault());
        var metrics = OfKind("metrics").Select(bytes => EvidenceJson.Metrics(bytes)).ToList();
        return new ModuleEvidence(module, package, manifest)
        {
            Capabilities = OfKind("capabilities").Select(bytes => Parsed(CapabilityReportFile.Read("module/capabilities.json", bytes))).FirstOrDefault(),
            Compatibility = [.. OfKind("compatibility").Select(bytes => Parsed(CompatibilityReportFile.Read("module/compatibility.json", bytes)))],
            Sbom = OfKind("sbom").Select(EvidenceJson.Sbom).FirstOrDefault(),
            Security = [.. metrics.Select(each => each.Security).OfType<SecurityRecord>()],
            Metrics = metrics.SelectMany(each => each.Values).DistinctBy(pair => pair.Key).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Files = [.. _entries.Select(group => group.Key).Where(path => !IsOfThePackageFormat(path)).Order(StringComparer.Ordinal)],
            SettingsSchema = manifest.Configuration?.SchemaText ?? Schema(manifest.Configuration?.SchemaFile, OfKind("settings-schema").FirstOrDefault()),
        };
    }

    private EvidenceIndex Index(ReleasedModule module, ModulePackage package)
    {
        var bytes = Bytes(EvidenceIndex.PackagePath, EvidenceIndexFile.MaxSize);
        Demand(module.Evidence is null || Convert.ToHexStringLower(SHA256.HashData(bytes)) == module.Evidence, $"{EvidenceIndex.PackagePath} is not the one that was released.");
        var index = Parsed(EvidenceIndexFile.Read(EvidenceIndex.PackagePath, bytes));
        var isOfPackage = index.PackageId.Equals(package.Id, StringComparison.OrdinalIgnoreCase) && NuGetVersion.TryParse(index.PackageVersion, out var version) && version == package.Version;
        Demand(isOfPackage, $"{EvidenceIndex.PackagePath} is about {index.PackageId} {index.PackageVersion}.");
        return index;
    }

    private byte[] Proven(EvidenceFile file)
    {
        var bytes = Bytes(file.Path, LargestFile);
        Demand(bytes.Length == file.Size && Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256, $"{file.Path} is not what the index says: its SHA-256 or size differs.");
        return bytes;
    }

    private static ModuleManifest Manifest(byte[]? bytes)
    {
        Demand(bytes is not null, "it has no manifest.");
        var reading = ManifestReader.Read("module/module.json", bytes);
        var problem = reading.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error);
        Demand(reading.Document is not null && problem is null, $"module/module.json cannot be used: {problem?.Message}");
        return reading.Document!.Manifest;
    }

    // Packages that were packed before schemas became evidence may have it where the manifest names it.
    private string? Schema(string? path, byte[]? proven)
    {
        var bytes = path is null ? null
            : proven ?? (new[] { EvidencePath.Folder + path, path }.FirstOrDefault(each => _entries.Contains(each)) is { } found ? Bytes(found, LargestSchema) : null);
        Demand(bytes is not { LongLength: > LargestSchema }, "the schema of its settings is larger than 1 MiB.");
        return bytes is null ? null : System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
    }

    private byte[] Bytes(string path, long most)
    {
        var found = _entries[path].ToList();
        Demand(found.Count > 0, $"{path} is missing.");
        Demand(found.Count == 1 && PathOf(found[0]) == path, $"{path} is there twice, or in another case.");
        Demand(found[0].Length <= most, FormattableString.Invariant($"{path} has {found[0].Length} bytes, and {most} is the limit."));
        using var stream = found[0].Open();
        var bytes = new byte[found[0].Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        Demand(read == bytes.Length && stream.ReadByte() < 0, $"{path} has another length than the package says.");
        return bytes;
    }

    // Packages hold names as URIs do (OPC, ISO/IEC 29500-2).
    private static string PathOf(ZipArchiveEntry entry) =>
        (entry.FullName.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(entry.FullName) : entry.FullName).Replace('\\', '/');

    private static bool IsOfThePackageFormat(string path) =>
        path is "[Content_Types].xml" or ".signature.p7s"
        || path.StartsWith("_rels/", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("package/services/metadata/", StringComparison.OrdinalIgnoreCase)
        || (path.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !path.Contains('/', StringComparison.Ordinal));

    private static T Parsed<T>((T? Value, ImmutableArray<Finding> Findings) parsed)
        where T : class => parsed.Value ?? throw new InvalidDataException(parsed.Findings[0].Message);

    private static void Demand(bool isMet, string problem)
    {
        if (!isMet)
        {
            throw new InvalidDataException(problem);
        }
    }
}

using System.Collections.Immutable;
using System.IO.Compression;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Evidence;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Evidence;

/// <summary>Reads the evidence of a package. What is missing, forged, of other bytes or of a newer format is a problem, and then none of it counts.</summary>
internal static class PackageEvidence
{
    private const long LargestSchema = 1L << 20;

    /// <summary>Reads it. Never throws for what the package holds.</summary>
    /// <param name="module">The module of the set.</param>
    /// <param name="package">Its package, with the content hash that the module has.</param>
    public static EvidenceAnswer Read(ReleasedModule module, ModulePackage package)
    {
        try
        {
            using var stream = new FileStream(package.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            return new EvidenceAnswer(module, Read(module, package, archive), null);
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

    private static ModuleEvidence Read(ReleasedModule module, ModulePackage package, ZipArchive archive)
    {
        var limit = ArchiveLimits.ProblemOf(archive);
        Demand(limit is null, $"{limit}.");
        var proof = PackageProof.Of(archive, package.Id, package.Version);
        Demand(proof.IndexSha256 is not null, $"{EvidenceIndex.PackagePath} is missing.");
        Demand(module.Evidence is null || proof.IndexSha256 == module.Evidence, $"{EvidenceIndex.PackagePath} is not the one that was released.");
        var index = Parsed((proof.Index, proof.IndexFindings));
        Demand(proof.Problems.IsEmpty, proof.Problems.FirstOrDefault() ?? string.Empty);

        IEnumerable<byte[]> OfKind(string kind) => index.Files.Where(file => file.Kind == kind).Select(file =>
            proof.Read(file.Path, PackageProof.LargestFile) ?? throw new InvalidDataException(FormattableString.Invariant($"{file.Path} has more than {PackageProof.LargestFile >> 20} MiB.")));
        var manifest = Manifest(OfKind("manifest").FirstOrDefault());
        var metrics = OfKind("metrics").Select(bytes => EvidenceJson.Metrics(bytes)).ToList();
        return new ModuleEvidence(module, package, manifest)
        {
            Capabilities = OfKind("capabilities").Select(bytes => Parsed(CapabilityReportFile.Read("module/capabilities.json", bytes))).FirstOrDefault(),
            Compatibility = [.. OfKind("compatibility").Select(bytes => Parsed(CompatibilityReportFile.Read("module/compatibility.json", bytes)))],
            Sbom = OfKind("sbom").Select(EvidenceJson.Sbom).FirstOrDefault(),
            Security = [.. metrics.Select(each => each.Security).OfType<SecurityRecord>()],
            Metrics = metrics.SelectMany(each => each.Values).DistinctBy(pair => pair.Key).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Files = [.. proof.Files],
            SettingsSchema = manifest.Configuration?.SchemaText ?? Schema(proof, manifest.Configuration?.SchemaFile, OfKind("settings-schema").FirstOrDefault()),
        };
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
    private static string? Schema(PackageProof proof, string? path, byte[]? proven)
    {
        var bytes = path is null ? null : proven ?? proof.Read(EvidencePath.Folder + path, LargestSchema) ?? proof.Read(path, LargestSchema);
        Demand(bytes is not { LongLength: > LargestSchema }, "the schema of its settings is larger than 1 MiB.");
        return bytes is null ? null : System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
    }

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

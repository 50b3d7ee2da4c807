using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Evidence;
using ModuleBuild.Core.Ports;
using NuGet.Packaging;

namespace ModuleBuild.Feeds.Publishing;

/// <summary>
/// Whether the evidence of a package is about exactly its bytes: the index answers for every file below <c>module/</c>, the SBOM for every
/// other but those that NuGet makes.
/// </summary>
internal static class CarriedEvidence
{
    private const string SbomKind = "sbom";
    private const int LargestSbom = 64 * 1024 * 1024;

    /// <summary>Checks all of it.</summary>
    /// <param name="reader">The package.</param>
    /// <param name="file">What the package is.</param>
    /// <returns>SHA-256 of the index, null where there is none; and MB9008 for all that does not hold.</returns>
    public static (string? Index, ImmutableArray<Finding> Problems) Check(PackageArchiveReader reader, PackageFile file)
    {
        if (Read(reader, EvidenceIndex.PackagePath, EvidenceIndexFile.MaxSize) is not { } bytes)
        {
            return (null, [Problem(file, $"{file} carries no {EvidenceIndex.PackagePath}.")]);
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var (index, findings) = EvidenceIndexFile.Read(EvidenceIndex.PackagePath, bytes);
        return index is null
            ? (digest, [.. findings.Select(finding => finding with { Location = new SourceLocation(file.Path) })])
            : (digest, [.. Problems(reader, file, index).Distinct(StringComparer.Ordinal).Take(20).Select(problem => Problem(file, problem))]);
    }

    /// <summary>A file of the package; null where it is absent, or larger than it may be.</summary>
    public static byte[]? Read(PackageArchiveReader reader, string path, int largest)
    {
        if (reader.GetFiles().Count(each => each == path) != 1 || reader.GetEntry(path) is not { } entry || entry.Length > largest)
        {
            return null;
        }

        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static IEnumerable<string> Problems(PackageArchiveReader reader, PackageFile file, EvidenceIndex index)
    {
        if (!index.PackageId.Equals(file.Id, StringComparison.OrdinalIgnoreCase) || NuGet.Versioning.NuGetVersion.Parse(index.PackageVersion) != file.Version)
        {
            yield return $"the evidence is that of {index.PackageId} {index.PackageVersion}, and the package is {file}.";
        }

        var listed = index.Files.ToDictionary(each => each.Path, each => each.Sha256, StringComparer.Ordinal);
        var sbom = index.Files.FirstOrDefault(each => each.Kind == SbomKind);
        var shipped = sbom is null ? null : SbomFiles.Read(Read(reader, sbom.Path, LargestSbom));
        if (shipped is null)
        {
            yield return "it has no SBOM that can be read, and so nothing answers for its files outside of module/.";
        }

        var found = reader.GetFiles().Where(path => path != EvidenceIndex.PackagePath && !IsMadeByNuGet(path)).ToList();
        foreach (var twice in found.GroupBy(path => path, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return $"it holds '{twice.Key}' twice.";
        }

        foreach (var path in found)
        {
            var proofs = path.StartsWith(EvidencePath.Folder, StringComparison.OrdinalIgnoreCase) ? listed : shipped;
            if (proofs is not null && Expected(proofs, path) is var expected && expected != HashOf(reader, path))
            {
                yield return expected is null ? $"nothing answers for '{path}'." : $"'{path}' is not the file that was proved.";
            }
        }

        foreach (var missing in listed.Keys.Concat(shipped is null ? [] : shipped.Keys).Where(path => !found.Exists(each => Spellings(each).Contains(path))))
        {
            yield return $"'{missing}' was proved, and is not there.";
        }
    }

    private static string? Expected(Dictionary<string, string> proofs, string path) =>
        Spellings(path).Select(spelling => proofs.GetValueOrDefault(spelling)).FirstOrDefault(hash => hash is not null);

    // A package is read with the names of its archive, in which NuGet may have escaped what an address cannot hold.
    private static IEnumerable<string> Spellings(string path) => new[] { path, Uri.UnescapeDataString(path) }.Distinct(StringComparer.Ordinal);

    private static string HashOf(PackageArchiveReader reader, string path)
    {
        using var stream = reader.GetEntry(path).Open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static bool IsMadeByNuGet(string path) =>
        path is "[Content_Types].xml" or ".signature.p7s"
        || path.StartsWith("_rels/", StringComparison.Ordinal)
        || path.StartsWith("package/services/metadata/", StringComparison.Ordinal)
        || (path.EndsWith(".nuspec", StringComparison.Ordinal) && !path.Contains('/', StringComparison.Ordinal));

    private static Finding Problem(PackageFile file, string problem) => Finding.Create(DiagnosticCatalog.EvidenceUnusable, new SourceLocation(file.Path), problem);
}

/// <summary>The files that an SBOM answers for.</summary>
internal static class SbomFiles
{
    /// <summary>SHA-256 by path in the package; null where it cannot be read.</summary>
    /// <param name="json">CycloneDX.</param>
    public static Dictionary<string, string>? Read(byte[]? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? []);
            var files = new Dictionary<string, string>(StringComparer.Ordinal);
            Collect(document.RootElement, files);
            return files;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Collect(JsonElement element, Dictionary<string, string> files)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, files);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (Text(element, "type") == "file" && Text(element, "name") is { } name && Sha256(element) is { } hash)
            {
                files[name] = hash;
            }

            foreach (var field in new[] { "metadata", "component", "components" })
            {
                if (element.TryGetProperty(field, out var inner))
                {
                    Collect(inner, files);
                }
            }
        }
    }

    private static string? Sha256(JsonElement file) =>
        file.TryGetProperty("hashes", out var hashes) && hashes.ValueKind == JsonValueKind.Array
            ? hashes.EnumerateArray().Where(hash => hash.ValueKind == JsonValueKind.Object && Text(hash, "alg") == "SHA-256").Select(hash => Text(hash, "content")).FirstOrDefault()
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

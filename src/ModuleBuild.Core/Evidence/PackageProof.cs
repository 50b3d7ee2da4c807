using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using ModuleBuild.Core.Diagnostics;
using NuGet.Versioning;

namespace ModuleBuild.Core.Evidence;

/// <summary>
/// Whether the evidence of a package is about exactly its bytes: the index answers for every file below <c>module/</c>, the SBOM for every other but
/// those that NuGet makes. Who publishes and who promotes ask the same.
/// </summary>
public sealed class PackageProof
{
    private const string SbomKind = "sbom";

    private readonly ILookup<string, ZipArchiveEntry> _entries;

    private PackageProof(ZipArchive archive) =>
        _entries = archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToLookup(PathOf, StringComparer.OrdinalIgnoreCase);

    /// <summary>Most bytes of a file of evidence.</summary>
    public static long LargestFile => 64L << 20;

    /// <summary>The index; null where it is missing or cannot be used.</summary>
    public EvidenceIndex? Index { get; private set; }

    /// <summary>SHA-256 of the index, lower-case hexadecimal; null where it is missing.</summary>
    public string? IndexSha256 { get; private set; }

    /// <summary>Why the index cannot be used: MB9008.</summary>
    public ImmutableArray<Finding> IndexFindings { get; private set; } = [];

    /// <summary>Whether there is an SBOM that can be read. Without one nothing answers for files outside of <c>module/</c>.</summary>
    public bool HasSbom { get; private set; }

    /// <summary>What does not hold, each as a sentence, where there is an index.</summary>
    public ImmutableArray<string> Problems { get; private set; } = [];

    /// <summary>Paths of all files but those that NuGet makes, in ordinal order.</summary>
    public IEnumerable<string> Files => _entries.Select(group => group.Key).Where(path => !IsMadeByNuGet(path)).Order(StringComparer.Ordinal);

    /// <summary>Checks a package.</summary>
    /// <param name="archive">The package; that it does not unpack to too much was looked at before.</param>
    /// <param name="id">Its id.</param>
    /// <param name="version">Its version.</param>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static PackageProof Of(ZipArchive archive, string id, NuGetVersion version)
    {
        var proof = new PackageProof(archive);
        if (proof.Read(EvidenceIndex.PackagePath, EvidenceIndexFile.MaxSize) is { } bytes)
        {
            proof.IndexSha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
            (proof.Index, proof.IndexFindings) = EvidenceIndexFile.Read(EvidenceIndex.PackagePath, bytes);
            proof.Problems = proof.Index is null ? [] : [.. proof.Compare(proof.Index, id, version).Distinct(StringComparer.Ordinal)];
        }

        return proof;
    }

    /// <summary>A file of the package; null where it is absent, there twice or in another case, or larger than it may be.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="most">Most bytes.</param>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public byte[]? Read(string path, long most)
    {
        if (_entries[path].ToList() is not [var entry] || PathOf(entry) != path || entry.Length > most)
        {
            return null;
        }

        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length && stream.ReadByte() < 0 ? bytes : throw new InvalidDataException($"{path} has another length than the package says.");
    }

    private IEnumerable<string> Compare(EvidenceIndex index, string id, NuGetVersion version)
    {
        if (!index.PackageId.Equals(id, StringComparison.OrdinalIgnoreCase) || !NuGetVersion.TryParse(index.PackageVersion, out var told) || told != version)
        {
            yield return $"the evidence is that of {index.PackageId} {index.PackageVersion}, and the package is {id} {version.ToNormalizedString()}.";
        }

        var listed = index.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var sbom = index.Files.FirstOrDefault(file => file.Kind == SbomKind);
        var shipped = sbom is null ? null : SbomFiles.Read(Read(sbom.Path, LargestFile));
        HasSbom = shipped is not null;
        foreach (var group in _entries.Where(group => group.Key != EvidenceIndex.PackagePath && !IsMadeByNuGet(group.Key)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var (path, entry) = (PathOf(group.First()), group.First());
            var isEvidence = path.StartsWith(EvidencePath.Folder, StringComparison.OrdinalIgnoreCase);
            var expected = isEvidence ? listed.GetValueOrDefault(path)?.Sha256 : shipped?.GetValueOrDefault(path) ?? shipped?.GetValueOrDefault(entry.FullName);
            if (group.Count() > 1)
            {
                yield return $"it holds '{path}' twice.";
            }
            else if (expected is null && (isEvidence || shipped is not null))
            {
                yield return $"nothing answers for '{path}'.";
            }
            else if (expected is not null && (expected != HashOf(entry) || (isEvidence && listed[path].Size != entry.Length)))
            {
                yield return $"'{path}' is not the file that was proved.";
            }
        }

        foreach (var missing in listed.Keys.Concat(shipped is null ? [] : shipped.Keys).Where(path => !_entries[path].Concat(_entries[PathOf(path)]).Any(entry => PathOf(entry) == path || entry.FullName == path)).Order(StringComparer.Ordinal))
        {
            yield return $"'{missing}' was proved, and is not there.";
        }
    }

    private static string HashOf(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string PathOf(ZipArchiveEntry entry) => PathOf(entry.FullName);

    // Packages hold names as URIs do (OPC, ISO/IEC 29500-2).
    private static string PathOf(string name) => (name.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(name) : name).Replace('\\', '/');

    private static bool IsMadeByNuGet(string path) =>
        path is "[Content_Types].xml" or ".signature.p7s"
        || path.StartsWith("_rels/", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("package/services/metadata/", StringComparison.OrdinalIgnoreCase)
        || (path.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !path.Contains('/', StringComparison.Ordinal));
}

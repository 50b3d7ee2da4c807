using System.Collections.Immutable;
using System.Security.Cryptography;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Evidence;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Packaging.Evidence;

/// <summary>One file of evidence before it is written.</summary>
/// <param name="FileName">Name below <c>module/</c>, with <c>/</c>.</param>
/// <param name="Kind">What it is, see <see cref="EvidenceFile"/>.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record EvidenceContent(string FileName, string Kind, string MediaType, ReadOnlyMemory<byte> Content);

/// <summary>Writes the folder that becomes <c>module/</c> in the package, with its index.</summary>
public static class EvidenceWriter
{
    private static readonly string IndexName = EvidenceIndex.PackagePath[EvidencePath.Folder.Length..];

    /// <summary>
    /// Writes all files and <c>evidence.json</c>, and deletes what an earlier run left there and this one does not have: what the
    /// earlier index lists, and nothing else. The index is written last, and nothing before all bytes are on the disk.
    /// </summary>
    /// <param name="folder">The folder, made if need be.</param>
    /// <param name="packageId">Id of the package.</param>
    /// <param name="packageVersion">Version of the package.</param>
    /// <param name="toolVersion">Version of ModuleBuild.</param>
    /// <param name="contents">The files.</param>
    /// <returns>What will be packed: each file and the index, in the ordinal order of package paths; or MB9005 findings.</returns>
    public static (ImmutableArray<PackagedFile> Files, ImmutableArray<Finding> Findings) Write(
        string folder, string packageId, string packageVersion, string toolVersion, IReadOnlyList<EvidenceContent> contents)
    {
        ImmutableArray<EvidenceContent> ordered = [.. contents.OrderBy(content => content.FileName, StringComparer.Ordinal)];
        var refused = Refusals(folder, ordered);
        if (!refused.IsEmpty)
        {
            return ([], refused);
        }

        var index = new EvidenceIndex(packageId, packageVersion, toolVersion, [.. ordered.Select(Describe)]);
        var earlier = ReadEarlier(folder);
        var failures = AtomicFile.WriteAll(
        [
            .. ordered.Select(content => (PathOf(folder, content.FileName), content.Content)),
            (PathOf(folder, IndexName), EvidenceIndexFile.Write(index)),
        ]);
        if (!failures.IsEmpty)
        {
            return ([], failures);
        }

        DeleteStale(folder, earlier, index);
        return
        (
            [
                .. ordered.Select(content => content.FileName).Append(IndexName)
                    .Select(name => new PackagedFile(PathOf(folder, name), EvidencePath.Folder + name))
                    .OrderBy(file => file.PackagePath, StringComparer.Ordinal),
            ],
            []);
    }

    // A team's own evidence may have any name.
    private static ImmutableArray<Finding> Refusals(string folder, ImmutableArray<EvidenceContent> contents)
    {
        var invalid = contents.Where(content => !EvidencePath.IsValid(EvidencePath.Folder + content.FileName))
            .Select(content => (content.FileName, Reason: $"'{content.FileName}' cannot be the name of evidence in a package."));
        var twice = contents.GroupBy(content => content.FileName, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .Select(group => (FileName: group.Key, Reason: $"two pieces of evidence are named '{group.Key}'."));
        return
        [
            .. invalid.Concat(twice).Select(refusal =>
                Finding.Create(DiagnosticCatalog.OutputNotWritten, new SourceLocation(PathOf(folder, refusal.FileName)), refusal.Reason)),
        ];
    }

    private static EvidenceFile Describe(EvidenceContent content) => new(
        EvidencePath.Folder + content.FileName,
        content.Kind,
        content.MediaType,
        content.Content.Length,
        Convert.ToHexStringLower(SHA256.HashData(content.Content.Span)));

    private static ImmutableArray<EvidenceFile> ReadEarlier(string folder)
    {
        var path = PathOf(folder, IndexName);
        try
        {
            return File.Exists(path) && EvidenceIndexFile.Read(path, File.ReadAllBytes(path)).Index is { } index ? index.Files : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // it is about to be written, which says what is wrong
        }
    }

    private static void DeleteStale(string folder, ImmutableArray<EvidenceFile> earlier, EvidenceIndex index)
    {
        // A file system may take names apart by case or not; what has just been written stays either way.
        var written = index.Files.Select(file => file.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var stale in earlier.Where(file => !written.Contains(file.Path)))
        {
            try
            {
                File.Delete(PathOf(folder, stale.Path[EvidencePath.Folder.Length..]));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Only what is returned is packed: a file that stays does no harm.
            }
        }
    }

    private static string PathOf(string folder, string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));
}

using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Release.Deployers;

/// <summary>What a package has for a module's folder: all of its files but the parts that only the package format needs.</summary>
internal static class PackageLayout
{
    // Type of a file in the upper half of the attributes, as archives made on Unix hold it; stat(2).
    private const int TypeMask = 0xF000;
    private const int OrdinaryFile = 0x8000;

    /// <summary>The files to extract, with their paths in the folder, in ordinal order of these.</summary>
    /// <param name="archive">The package.</param>
    /// <param name="problem">Why it must not be extracted, as the end of a sentence (<c>it has …</c>); null where it may.</param>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static ImmutableArray<(string Path, ZipArchiveEntry Entry)> Of(ZipArchive archive, out string? problem)
    {
        problem = ArchiveLimits.ProblemOf(archive);
        if (problem is not null)
        {
            return [];
        }

        var files = new List<(string Path, ZipArchiveEntry Entry)>();
        foreach (var entry in archive.Entries)
        {
            var path = PathOf(entry.FullName);
            if (path.EndsWith('/') || IsOfThePackageFormat(path))
            {
                continue;
            }

            problem = ProblemOf(path, entry);
            if (problem is not null)
            {
                return [];
            }

            files.Add((path, entry));
        }

        problem = ClashOf(files.Select(file => file.Path));
        return problem is null ? [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)] : [];
    }

    // Packages hold names as URIs do (OPC, ISO/IEC 29500-2), and NuGet reads them so.
    private static string PathOf(string name)
    {
        var path = name.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(name) : name;
        return RelativePath.WithSlashes(path) ?? path;
    }

    private static bool IsOfThePackageFormat(string path) =>
        path is "[Content_Types].xml" or ".signature.p7s"
        || path.StartsWith("_rels/", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("package/services/metadata/core-properties/", StringComparison.OrdinalIgnoreCase);

    private static string? ProblemOf(string path, ZipArchiveEntry entry)
    {
        var type = (entry.ExternalAttributes >> 16) & TypeMask;
        return type is not (0 or OrdinaryFile) ? $"it has '{path}', which is a link or a device"
            : path.Equals(ModuleMarker.FileName, StringComparison.OrdinalIgnoreCase) ? $"it has '{path}', a name that is kept for ModuleBuild"
            : RelativePath.ProblemOf(path) is { } reason ? $"it has '{path}', {reason}"
            : path.Split('/').Any(name => name is "" or ".") ? $"it has '{path}', a path with empty names"
            : null;
    }

    // On some systems case does not count, on others not how letters are composed: the set must be the same on all.
    private static string? ClashOf(IEnumerable<string> paths)
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in paths)
        {
            if (!files.TryAdd(Composed(path), path))
            {
                return $"it has '{files[Composed(path)]}' and '{path}', which are one file on some systems";
            }
        }

        var folders = files.Values.SelectMany(FoldersOf).GroupBy(Composed, StringComparer.OrdinalIgnoreCase);
        foreach (var folder in folders)
        {
            if (files.TryGetValue(folder.Key, out var file))
            {
                return $"it has '{file}' as a file and as a folder";
            }

            if (folder.Distinct(StringComparer.Ordinal).Skip(1).FirstOrDefault() is { } other)
            {
                return $"it has folders '{folder.First()}' and '{other}', which are one on some systems";
            }
        }

        return null;
    }

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            yield return path[..end];
        }
    }

    private static string Composed(string path) => path.Normalize(NormalizationForm.FormC);
}

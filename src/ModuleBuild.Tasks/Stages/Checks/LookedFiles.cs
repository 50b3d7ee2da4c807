using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Core.Files;
using ModuleBuild.Packaging;

namespace ModuleBuild.Tasks.Stages.Checks;

/// <summary>
/// The files that the gate looked at, by their bytes and their place in the package: pack looks at all others, so that nothing is packed that
/// nobody looked at.
/// </summary>
internal static class LookedFiles
{
    /// <summary>Name of the record: a line for each file.</summary>
    public const string FileName = "looked.txt";

    /// <summary>The bytes of the record.</summary>
    public static byte[] Write(IEnumerable<PackagedFile> files) =>
        Encoding.UTF8.GetBytes(string.Concat(files.Select(IdentityOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(line => line + "\n")));

    /// <summary>Those of some files that nobody looked at.</summary>
    /// <param name="files">Files on their way into the package.</param>
    /// <param name="folders">Folders with records.</param>
    public static ImmutableArray<PackagedFile> Others(ImmutableArray<PackagedFile> files, IEnumerable<string> folders)
    {
        var looked = folders.SelectMany(Read).ToHashSet(StringComparer.Ordinal);
        return [.. files.Where(file => IdentityOf(file) is not { } identity || !looked.Contains(identity))];
    }

    private static string[] Read(string folder)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(folder, FileName));
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return []; // then nothing was looked at
        }
    }

    private static string? IdentityOf(PackagedFile file)
    {
        using var stream = NamedFile.Open(file.SourcePath, out _);
        try
        {
            return stream is null ? null : $"{Convert.ToHexStringLower(SHA256.HashData(stream))} {file.PackagePath}";
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return null;
        }
    }
}

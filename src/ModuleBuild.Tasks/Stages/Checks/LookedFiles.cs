using System.Collections.Immutable;
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
    public static byte[] Write(IEnumerable<PackagedFile> files) => LineRecord.Write(files.Select(IdentityOf).OfType<string>());

    /// <summary>Those of some files that nobody looked at.</summary>
    /// <param name="files">Files on their way into the package.</param>
    /// <param name="folders">Folders with records.</param>
    public static ImmutableArray<PackagedFile> Others(ImmutableArray<PackagedFile> files, IEnumerable<string> folders)
    {
        var looked = LineRecord.Read(folders, FileName);
        return [.. files.Where(file => IdentityOf(file) is not { } identity || !looked.Contains(identity))];
    }

    private static string? IdentityOf(PackagedFile file) => FileHash.Of(file.SourcePath) is { } hash ? $"{hash} {file.PackagePath}" : null;
}

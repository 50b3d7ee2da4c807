using System.Collections.Immutable;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Deployers;

/// <summary>
/// <c>.modulebuild.json</c> in the folder of a module: what the folder holds. It is written after all other files are on the disk, so that a
/// folder without it, or with other bytes than it says, is one that nobody finished or somebody changed.
/// </summary>
internal sealed record ModuleMarker
{
    /// <summary>Name of the file.</summary>
    public const string FileName = ".modulebuild.json";

    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = StoreFormat.Current;

    /// <summary>Package id.</summary>
    public required string Id { get; init; }

    /// <summary>Normalized version.</summary>
    public required string Version { get; init; }

    /// <summary>NuGet's content hash of the package, Base64.</summary>
    public required string ContentHash { get; init; }

    /// <summary>All other files of the folder, in ordinal order of paths.</summary>
    public required ImmutableArray<MarkedFile> Files { get; init; }
}

/// <summary>A file of a module.</summary>
/// <param name="Path">Path in the module's folder, parted by <c>/</c>.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Sha256">SHA-256 of them, lower-case hexadecimal.</param>
internal sealed record MarkedFile(string Path, long Size, string Sha256);

using System.IO.Compression;

namespace ModuleBuild.Core.Files;

/// <summary>
/// How much an archive may unpack to: small ones that swell (zip bombs) fill disks. Sizes are those of its directory; .NET stops
/// unpacking an entry there, so that one that lies is cut and not larger. Archives in archives are never unpacked.
/// </summary>
public static class ArchiveLimits
{
    /// <summary>Most files.</summary>
    public const int MostFiles = 50_000;

    /// <summary>Most bytes of a file.</summary>
    public const long LargestFile = 1L << 30;

    /// <summary>Most bytes of all files.</summary>
    public const long MostBytes = 4L << 30;

    // Texts of one letter come to a thousand; programs and pictures to three, tables of zeros to some tens.
    private const int LargestRatio = 200;
    private const long AnyRatio = 64L << 20;

    /// <summary>What is wrong with an archive, as the end of a sentence (<c>it has …</c>); null where nothing is.</summary>
    /// <param name="archive">The archive; only its directory is read.</param>
    /// <exception cref="InvalidDataException">The directory is damaged.</exception>
    public static string? ProblemOf(ZipArchive archive)
    {
        if (archive.Entries.Count > MostFiles)
        {
            return FormattableString.Invariant($"it has {archive.Entries.Count} files, and {MostFiles} is the limit");
        }

        var (packed, unpacked) = (0L, 0L);
        foreach (var entry in archive.Entries)
        {
            if (entry.Length is < 0 or > LargestFile || entry.CompressedLength < 0)
            {
                return FormattableString.Invariant($"it has a file that unpacks to {entry.Length} bytes, and {LargestFile >> 20} MiB is the limit");
            }

            packed += entry.CompressedLength;
            unpacked += entry.Length;
        }

        return unpacked > MostBytes ? FormattableString.Invariant($"it unpacks to {unpacked >> 20} MiB, and {MostBytes >> 20} MiB is the limit")
            : unpacked > AnyRatio && unpacked / Math.Max(1, packed) > LargestRatio ? FormattableString.Invariant($"it unpacks to {unpacked / Math.Max(1, packed)} times its size, as a zip bomb does")
            : null;
    }
}

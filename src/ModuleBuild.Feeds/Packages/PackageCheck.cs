using System.IO.Compression;
using System.Xml;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Packages;

/// <summary>Whether bytes are the package that they should be.</summary>
internal static class PackageCheck
{
    /// <summary>Opens the archive and compares id and version of its nuspec.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="id">The id that was asked for.</param>
    /// <param name="version">The version that was asked for.</param>
    /// <param name="source">Name of the source.</param>
    /// <returns>The identity as the package spells it and NuGet's content hash in Base64; or MB1021.</returns>
    public static (PackageIdentity? Identity, string? Hash, Finding? Problem) Inspect(
        PackageContent content, string id, NuGetVersion version, string source)
    {
        try
        {
            if (LimitOf(content.Stream) is { } limit)
            {
                return Refuse($"{limit}. Exclude the version.");
            }

            content.Stream.Position = 0;
            using var reader = new PackageArchiveReader(content.Stream, leaveStreamOpen: true);
            var identity = reader.GetIdentity();
            return identity.Version != version || !identity.Id.Equals(id, StringComparison.OrdinalIgnoreCase)
                ? Refuse($"the file says that it is {identity.Id} {identity.Version?.ToNormalizedString()}. Tell whoever runs the source.")
                : (identity, reader.GetContentHash(CancellationToken.None), null);
        }
        catch (Exception e) when (IsDamage(e))
        {
            return Refuse($"the file is damaged or no package ({e.Message.TrimEnd('.')}). Publish it again, or exclude the version.");
        }

        (PackageIdentity?, string?, Finding?) Refuse(string why) => (null, null, FeedProblem.Unusable(id, version, source, why));
    }

    // Extracting it would fill the disk.
    private static string? LimitOf(Stream stream)
    {
        stream.Position = 0;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        return ArchiveLimits.ProblemOf(archive);
    }

    /// <summary>Whether NuGet threw because of the package's bytes.</summary>
    public static bool IsDamage(Exception exception) =>
        exception is InvalidDataException or PackagingException or XmlException or FormatException or ArgumentException or NotSupportedException or EndOfStreamException;
}

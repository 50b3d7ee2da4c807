using System.Security.Cryptography;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Feeds.Publishing;

/// <summary>The bytes of a file that is pushed. They are read whole and compared first: what was checked is what is sent.</summary>
internal static class FileToPush
{
    /// <summary>Reads them.</summary>
    /// <param name="file">The file as it was checked.</param>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The bytes, or MB6008.</returns>
    public static async Task<SourceAnswer<byte[]>> ReadAsync(PackageFile file, string feed, CancellationToken cancellation)
    {
        try
        {
            await using var stream = NamedFile.Open(file.Path, out var problem);
            if (stream is null || stream.Length > ArchiveLimits.LargestFile)
            {
                return Refuse(problem ?? "is larger than 1 GiB");
            }

            stream.Position = 0;
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, cancellation);
            return Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256
                ? SourceAnswer.Of(bytes)
                : Refuse("has other bytes than those that were checked. Something writes it while it is published; publish again when it is done");
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e) || e is EndOfStreamException)
        {
            return Refuse($"cannot be read ({e.Message.TrimEnd('.')})");
        }

        SourceAnswer<byte[]> Refuse(string why) => SourceAnswer.Failed<byte[]>(PushProblem.Of(file, feed, $"'{file.Path}' {why}."));
    }
}

/// <summary>MB6008: a push that did not do what it should.</summary>
internal static class PushProblem
{
    /// <summary>The finding.</summary>
    /// <param name="file">What was pushed.</param>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="why">What happened and the way out, as sentences.</param>
    public static Finding Of(PackageFile file, string feed, string why) => Finding.Create(
        DiagnosticCatalog.NotPublished,
        new SourceLocation(file.Path),
        file.Kind == PackageFileKind.Symbols ? $"the symbols of {file}" : file.ToString(),
        feed,
        why);
}

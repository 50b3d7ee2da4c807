using System.Collections.Immutable;
using System.IO.Compression;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Resolution.Index;
using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Feeds.Index;

/// <summary>Reads index files, plain or gzip.</summary>
public static class IndexFileReader
{
    // An index of 20,000 versions has 5 MB; a gzip bomb has to end somewhere.
    private const int MaxLength = 512 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Its entries in the order of the file; none, and MB1022, where there is a problem.</returns>
    public static (ImmutableArray<PackageFacts> Packages, ImmutableArray<Finding> Findings) Read(string path)
    {
        using var stream = NamedFile.Open(path, out var problem);
        if (stream is null)
        {
            return Unusable(path, $"it {problem}.");
        }

        try
        {
            var bytes = ReadAll(stream);
            if (bytes is [0x1F, 0x8B, ..])
            {
                using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
                bytes = ReadAll(gzip);
            }

            return bytes is null ? Unusable(path, "it is larger than 512 MiB.") : IndexReader.Read(path, bytes);
        }
        catch (InvalidDataException)
        {
            return Unusable(path, "it begins like gzip, but is damaged. Make it again.");
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return Unusable(path, $"it cannot be read: {e.Message}");
        }
    }

    private static byte[]? ReadAll(Stream stream)
    {
        if (stream.CanSeek && stream.Length > MaxLength)
        {
            return null;
        }

        using var copy = new MemoryStream(stream.CanSeek ? (int)stream.Length : 0);
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (copy.Length + read > MaxLength)
            {
                return null;
            }

            copy.Write(buffer, 0, read);
        }

        return copy.TryGetBuffer(out var bytes) && bytes.Count == bytes.Array!.Length ? bytes.Array : copy.ToArray();
    }

    private static (ImmutableArray<PackageFacts> Packages, ImmutableArray<Finding> Findings) Unusable(string path, string why) =>
        ([], [Finding.Create(DiagnosticCatalog.IndexUnusable, new SourceLocation(path), why)]);
}

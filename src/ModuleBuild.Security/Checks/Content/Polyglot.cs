using System.Buffers.Binary;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Security.Checks.Content;

/// <summary>Files that are two things: a picture to who looks at it, an archive or a program to who knows.</summary>
internal static class Polyglot
{
    // A zip ends with a record of 22 bytes and a comment of at most 64 KiB.
    private const int Tail = (64 << 10) + 22;

    private static readonly string[] Harmless = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".ico", ".webp", ".svg", ".pdf", ".txt", ".md", ".json", ".xml", ".html", ".css", ".csv", ".ttf", ".woff", ".woff2", ".mp3", ".mp4"];

    /// <summary>What is behind a file of a harmless kind, as <c>an archive</c>; null where nothing is.</summary>
    public static string? BehindOf(PackedFile file, ReadOnlySpan<byte> head)
    {
        if (!Harmless.Contains(Path.GetExtension(file.PackagePath), StringComparer.OrdinalIgnoreCase) || TailOf(file.SourcePath, head) is not { Length: > 22 } tail)
        {
            return null;
        }

        return HasZipEnd(tail) ? "an archive (zip)" : head is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] ? BehindPicture(tail) : null;
    }

    // A picture ends with the chunk IEND; what follows is not of it.
    private static string? BehindPicture(ReadOnlySpan<byte> tail)
    {
        var end = tail.LastIndexOf((ReadOnlySpan<byte>)[(byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82]);
        return end >= 0 && end + 8 < tail.Length ? ContentKind.ProgramOf(tail[(end + 8)..]) : null;
    }

    // The record counts entries, and says where its directory is: texts that only speak of zips do not.
    private static bool HasZipEnd(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.LastIndexOf("PK\u0005\u0006"u8); at >= 0; at = tail[..at].LastIndexOf("PK\u0005\u0006"u8))
        {
            if (at + 22 <= tail.Length && BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 10)..]) > 0
                && BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) == tail.Length - at - 22)
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] TailOf(string path, ReadOnlySpan<byte> head)
    {
        using var stream = NamedFile.Open(path, out _);
        if (stream is null || head.IsEmpty)
        {
            return [];
        }

        try
        {
            stream.Position = Math.Max(0, stream.Length - Tail);
            var bytes = new byte[(int)Math.Min(Tail, stream.Length)];
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..read];
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return [];
        }
    }
}

using System.Buffers.Binary;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>The size of a PNG image, and whether the file is whole: PNG specification, third edition, 5.2 to 5.4 and 11.2.1.</summary>
/// <param name="Width">Pixels; 0 where there is a problem.</param>
/// <param name="Height">Pixels; 0 where there is a problem.</param>
/// <param name="Problem">What is wrong, as the end of a sentence (<c>is not a PNG file</c>), or null.</param>
internal readonly record struct PngImage(uint Width, uint Height, string? Problem)
{
    private const int FrameLength = 12; // length, type and checksum of a chunk
    private const int MostChunks = 10_000;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    public static PngImage Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[24];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (length == 0)
        {
            return new PngImage(0, 0, "is empty");
        }

        if (!start[..Math.Min(length, Signature.Length)].SequenceEqual(Signature[..Math.Min(length, Signature.Length)]))
        {
            return new PngImage(0, 0, $"is not a PNG file{Instead(start)}");
        }

        if (length < start.Length || !IsWhole(stream))
        {
            return new PngImage(0, 0, FormattableString.Invariant($"is cut off: it ends after {stream.Length} bytes, within the image"));
        }

        return start.Slice(12, 4).SequenceEqual("IHDR"u8)
            ? new PngImage(BinaryPrimitives.ReadUInt32BigEndian(start[16..]), BinaryPrimitives.ReadUInt32BigEndian(start[20..]), null)
            : new PngImage(0, 0, "is not a PNG file: its header is damaged");
    }

    // Chunk by chunk, without reading their contents, up to the last one.
    private static bool IsWhole(Stream stream)
    {
        Span<byte> head = stackalloc byte[8];
        var position = (long)Signature.Length;
        for (var i = 0; i < MostChunks; i++)
        {
            stream.Position = position;
            if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            {
                return false;
            }

            position += FrameLength + BinaryPrimitives.ReadUInt32BigEndian(head);
            if (position > stream.Length || head[4..].SequenceEqual("IEND"u8))
            {
                return position <= stream.Length;
            }
        }

        return true;
    }

    private static string Instead(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? ", but a JPEG file"
        : start.StartsWith("GIF8"u8) ? ", but a GIF file"
        : start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8) ? ", but a WebP file"
        : start.StartsWith("<svg"u8) || start.StartsWith("<?xml"u8) ? ", but an SVG or XML file"
        : string.Empty;
}

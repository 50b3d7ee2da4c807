using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>Reads text of any length in windows and finds what looks like a secret. In what is no text, only secrets of fixed forms are.</summary>
internal static class SecretScanner
{
    /// <summary>After so many the rest of a file is not told: it is a list of keys, and says so.</summary>
    public const int MostSecrets = 50;

    private const int Window = 1 << 20;

    // The longest that a rule looks back and forth.
    private const int Margin = 8 << 10;

    private const int BinaryProbe = 8 << 10;

    // One zero makes no program of a text.
    private const int BytesPerZero = 256;

    private const long MostBinary = 64 << 20;

    /// <summary>Finds secrets.</summary>
    /// <param name="stream">The bytes, from the beginning; it can seek.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="isText">Whether it is UTF-8, whatever it looks like.</param>
    public static ImmutableArray<SecretPlace> Scan(Stream stream, CancellationToken cancellation, bool isText = false)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Window);
        var text = ArrayPool<char>.Shared.Rent(Window);
        try
        {
            return Scan(stream, bytes.AsSpan(0, Window), text, isText, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(text);
        }
    }

    private static ImmutableArray<SecretPlace> Scan(Stream stream, Span<byte> bytes, char[] text, bool isText, CancellationToken cancellation)
    {
        var places = ImmutableArray.CreateBuilder<SecretPlace>();
        var (kept, looked, line) = (0, 0, 1);
        var (isFirst, isBinary, total) = (true, false, 0L);
        while (places.Count < MostSecrets)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = stream.ReadAtLeast(bytes[kept..], bytes.Length - kept, throwOnEndOfStream: false);
            var length = kept + read;
            total += read;
            if (isFirst && !isText && bytes[..Math.Min(length, BinaryProbe)] is var probe && probe.Contains((byte)0))
            {
                if (WideText.Of(bytes[..length]) is { } encoding)
                {
                    return ScanWide(stream, encoding, bytes, text, cancellation);
                }

                isBinary = probe.Count((byte)0) > 1 + (probe.Length / BytesPerZero);
            }

            isFirst = false;
            Encoding.Latin1.GetChars(bytes[..length], text);
            var isLast = length < bytes.Length;
            var to = isLast ? length : length - Margin;
            var found = SecretRules.Find(text.AsSpan(0, length), looked, to, isBinary);
            places.AddRange(found.Take(MostSecrets - places.Count).Select(secret => PlaceOf(secret, text, isBinary ? null : line)));
            if (isLast || (isBinary && total >= MostBinary))
            {
                break;
            }

            // What a rule may look back at is kept; its lines are counted when it goes.
            var keepFrom = to - Margin;
            line += bytes[..keepFrom].Count((byte)'\n');
            bytes[keepFrom..length].CopyTo(bytes);
            kept = length - keepFrom;
            looked = to - keepFrom;
        }

        return places.ToImmutable();
    }

    private static ImmutableArray<SecretPlace> ScanWide(Stream stream, Encoding encoding, Span<byte> bytes, char[] text, CancellationToken cancellation)
    {
        stream.Position = 0;
        using var utf8 = Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8, leaveOpen: true);
        return Scan(utf8, bytes, text, isText: true, cancellation);
    }

    private static SecretPlace PlaceOf(FoundSecret secret, char[] text, int? firstLine)
    {
        if (firstLine is not { } first)
        {
            return new SecretPlace(secret.Kind, new string(text, secret.Start, Math.Min(4, secret.Length)), secret.Length, 0, 0);
        }

        var before = text.AsSpan(0, secret.Start);
        var lineStart = before.LastIndexOf('\n') + 1;
        // Bytes were taken for characters: what stands before it on its line is counted as what it says. A byte order mark says nothing.
        ReadOnlySpan<byte> onLine = Encoding.Latin1.GetBytes(text, lineStart, secret.Start - lineStart);
        onLine = onLine.StartsWith(Encoding.UTF8.Preamble) ? onLine[Encoding.UTF8.Preamble.Length..] : onLine;
        var column = Encoding.UTF8.GetCharCount(onLine) + 1;
        return new SecretPlace(
            secret.Kind,
            new string(text, secret.Start, Math.Min(4, secret.Length)),
            secret.Length,
            first + before.Count('\n'),
            column);
    }
}

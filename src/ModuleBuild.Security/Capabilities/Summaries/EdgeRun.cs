using System.Collections;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>
/// What one body uses, in the order of the code: a length in bytes, and the edges, of which most take four. There are millions in a closure, and
/// each is looked at once, so they stay in the form in which they are kept.
/// </summary>
/// <param name="bytes">What has them, among others.</param>
/// <param name="start">Where their length stands.</param>
internal readonly struct EdgeRun(byte[] bytes, int start) : IEnumerable<Edge>
{
    // Beside the kind: the edge has an extra number.
    private const int HasExtra = 0x40;

    /// <summary>The bytes, with their length in front; none where the body uses nothing.</summary>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            if (bytes is null)
            {
                return [];
            }

            var at = start;
            var length = PackedNumber.Read(bytes, ref at);
            return bytes.AsSpan(start, at + length - start);
        }
    }

    /// <summary>Packs edges, without the length.</summary>
    /// <param name="edges">The edges.</param>
    /// <param name="to">At least <see cref="MostBytes"/> for each.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Pack(ReadOnlySpan<Edge> edges, Span<byte> to)
    {
        var at = 0;
        var last = 0;
        foreach (var edge in edges)
        {
            to[at++] = (byte)((int)edge.Kind | (edge.Extra >= 0 ? HasExtra : 0));
            PackedNumber.Write(to, ref at, edge.Operand + 1);
            if (edge.Extra >= 0)
            {
                PackedNumber.Write(to, ref at, edge.Extra);
            }

            // Small differences in both directions: 0, -1, 1, -2 …
            var difference = edge.Offset - last;
            PackedNumber.Write(to, ref at, (difference << 1) ^ (difference >> 31));
            last = edge.Offset;
        }

        return at;
    }

    /// <summary>The most that one edge takes.</summary>
    public const int MostBytes = 1 + (3 * PackedNumber.MostBytes);

    /// <summary>Unpacks the edges.</summary>
    /// <param name="to">Where they go; a larger array where this one is too small.</param>
    public ReadOnlySpan<Edge> Unpack(ref Edge[] to)
    {
        var count = 0;
        foreach (var edge in this)
        {
            if (count == to.Length)
            {
                Array.Resize(ref to, Math.Max(64, 2 * count));
            }

            to[count++] = edge;
        }

        return to.AsSpan(0, count);
    }

    /// <summary>Walks over the edges.</summary>
    public Enumerator GetEnumerator() => new(bytes, start);

    IEnumerator<Edge> IEnumerable<Edge>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks over edges.</summary>
    internal struct Enumerator : IEnumerator<Edge>
    {
        private readonly byte[] _bytes;
        private readonly int _end;
        private int _at;

        public Enumerator(byte[]? bytes, int start)
        {
            _bytes = bytes ?? [];
            _at = start;
            _end = bytes is null ? 0 : PackedNumber.Read(bytes, ref _at) + _at;
        }

        public Edge Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_at >= _end)
            {
                return false;
            }

            var first = _bytes[_at++];
            var operand = PackedNumber.Read(_bytes, ref _at) - 1;
            var extra = (first & HasExtra) != 0 ? PackedNumber.Read(_bytes, ref _at) : -1;
            var difference = PackedNumber.Read(_bytes, ref _at);
            Current = new Edge((EdgeKind)(first & ~HasExtra), operand, extra, Current.Offset + ((int)((uint)difference >> 1) ^ -(difference & 1)));
            return true;
        }

        public readonly void Reset() => throw new NotSupportedException();

        public readonly void Dispose()
        {
        }
    }
}

namespace ModuleBuild.Core.Json;

/// <summary>Lines and columns of a UTF-8 text by byte offset. Lines end at LF, CRLF or a CR alone, as in editors.</summary>
internal sealed class TextPositions
{
    // Columns are counted from the nearest checkpoint, so that a text of one long line does not cost the square of its length.
    private const int Block = 4096;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<int> _lineStarts = [];
    private int[]? _unitsAtBlock;

    /// <param name="bytes">The file.</param>
    /// <param name="start">Offset of the text: 3 after a byte order mark, which no column counts.</param>
    public TextPositions(ReadOnlyMemory<byte> bytes, int start)
    {
        _bytes = bytes;
        _lineStarts.Add(start);
        var span = bytes.Span;
        for (var i = start; i < span.Length; i++)
        {
            var next = span[i..].IndexOfAny((byte)'\n', (byte)'\r');
            if (next < 0)
            {
                break;
            }

            i += next;
            if (span[i] == '\r' && i + 1 < span.Length && span[i + 1] == '\n')
            {
                i++;
            }

            _lineStarts.Add(i + 1);
        }
    }

    /// <summary>Line and column, both from 1; columns are UTF-16 code units.</summary>
    /// <param name="offset">Byte offset; one outside the text is moved to its nearest end.</param>
    public (int Line, int Column) At(int offset)
    {
        offset = Math.Clamp(offset, _lineStarts[0], Math.Max(_lineStarts[0], _bytes.Length));
        var found = _lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, UnitsBefore(offset) - UnitsBefore(_lineStarts[line]) + 1);
    }

    private int UnitsBefore(int offset)
    {
        _unitsAtBlock ??= CountBlocks();
        var block = offset / Block;
        return _unitsAtBlock[block] + CountUnits(_bytes.Span[(block * Block)..offset]);
    }

    private int[] CountBlocks()
    {
        var units = new int[(_bytes.Length / Block) + 1];
        for (var block = 1; block < units.Length; block++)
        {
            units[block] = units[block - 1] + CountUnits(_bytes.Span.Slice((block - 1) * Block, Block));
        }

        return units;
    }

    // Every byte but a continuation starts one code unit; a four-byte sequence is a surrogate pair. Right for any bytes, even invalid ones.
    private static int CountUnits(ReadOnlySpan<byte> bytes)
    {
        var units = 0;
        foreach (var b in bytes)
        {
            units += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
        }

        return units;
    }
}

using System.Buffers;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Packs the edges of many bodies behind each other.</summary>
internal sealed class EdgePacker
{
    private const int FirstBlock = 1024;
    private const int LargestBlock = 32 * 1024;

    private byte[] _block = [];
    private int _at;

    /// <summary>The edges of one body.</summary>
    public EdgeRun Add(ReadOnlySpan<Edge> edges)
    {
        if (edges.IsEmpty)
        {
            return default;
        }

        var most = PackedNumber.MostBytes + (edges.Length * EdgeRun.MostBytes);
        var scratch = ArrayPool<byte>.Shared.Rent(most);
        var length = EdgeRun.Pack(edges, scratch);
        if (_block.Length - _at < length + PackedNumber.MostBytes)
        {
            _block = new byte[Math.Max(Math.Clamp(2 * _block.Length, FirstBlock, LargestBlock), length + PackedNumber.MostBytes)];
            _at = 0;
        }

        var start = _at;
        PackedNumber.Write(_block, ref _at, length);
        scratch.AsSpan(0, length).CopyTo(_block.AsSpan(_at));
        _at += length;
        ArrayPool<byte>.Shared.Return(scratch);
        return new EdgeRun(_block, start);
    }
}

using System.Buffers.Binary;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Rows of numbers in the bytes of a summary.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="start">Where the first row begins.</param>
/// <param name="count">How many rows there are.</param>
/// <param name="width">How many numbers a row has.</param>
internal readonly struct SummaryTable(byte[] bytes, int start, int count, int width)
{
    /// <summary>How many rows there are.</summary>
    public int Count => count;

    /// <summary>One number.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">Its place in the row.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public int this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)count);
            return BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(start + (((row * width) + column) * sizeof(int))));
        }
    }
}

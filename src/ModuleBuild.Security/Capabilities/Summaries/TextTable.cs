using System.Text;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>The texts of a summary. Most are never asked for, and most of the rest only compared.</summary>
/// <param name="bytes">The bytes that have them.</param>
/// <param name="starts">Where each begins, and where the last ends.</param>
/// <param name="start">Where the first begins.</param>
internal sealed class TextTable(byte[] bytes, SummaryTable starts, int start)
{
    private string?[]? _made;

    /// <summary>A text.</summary>
    public string this[int number]
    {
        get
        {
            _made ??= new string?[starts.Count - 1];
            return _made[number] ??= Encoding.UTF8.GetString(Bytes(number));
        }
    }

    /// <summary>A text as UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(int number)
    {
        var from = starts[number, 0];
        return bytes.AsSpan(start + from, starts[number + 1, 0] - from);
    }
}

using System.Text.Json;

namespace ModuleBuild.Core.Resolution.Index;

/// <summary>Texts of an index, each as one object: an index repeats ids, versions and ranges thousands of times.</summary>
internal sealed class RepeatedTexts
{
    // What is longer is hardly said twice.
    private const int Longest = 256;

    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly char[] _buffer = new char[Longest];

    /// <summary>The string or name at which a reader stands.</summary>
    /// <param name="json">The reader.</param>
    public string Read(ref Utf8JsonReader json)
    {
        if (json.HasValueSequence || json.ValueSpan.Length > Longest)
        {
            return json.GetString()!;
        }

        // UTF-16 never has more units than UTF-8 has bytes.
        var text = _buffer.AsSpan(0, json.CopyString(_buffer));
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(text, out var one))
        {
            known[text] = one = text.ToString();
        }

        return one;
    }
}

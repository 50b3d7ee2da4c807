using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>Methods of an assembly by the names by which they are looked up: a property by its own name, not by that of its accessor.</summary>
/// <param name="methods">The methods.</param>
internal sealed class MethodNames(SummaryRows<MethodSummary> methods)
{
    // Hash of the name, and the row in the lower half.
    private readonly long[] _rows = Sort(methods);

    /// <summary>Rows of the methods that a name means, in the order of the metadata.</summary>
    /// <param name="name">The name, as UTF-8.</param>
    public List<int> Find(ReadOnlySpan<byte> name)
    {
        var found = new List<int>();
        var hash = HashOf(name);
        var at = Array.BinarySearch(_rows, (long)hash << 32);
        for (at = at < 0 ? ~at : at; at < _rows.Length && (int)(_rows[at] >> 32) == hash; at++)
        {
            var row = (int)_rows[at];
            if (LookedUp(methods[row].NameBytes).SequenceEqual(name))
            {
                found.Add(row);
            }
        }

        return found;
    }

    private static ReadOnlySpan<byte> LookedUp(ReadOnlySpan<byte> name) => name.StartsWith("get_"u8) || name.StartsWith("set_"u8) ? name[4..] : name;

    private static long[] Sort(SummaryRows<MethodSummary> methods)
    {
        var rows = new long[methods.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = ((long)HashOf(LookedUp(methods[row].NameBytes)) << 32) | (uint)row;
        }

        Array.Sort(rows);
        return rows;
    }

    // FNV-1a: names are short.
    private static int HashOf(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261;
        foreach (var part in name)
        {
            hash = unchecked((hash ^ part) * 16777619);
        }

        return (int)hash;
    }
}

using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>Methods of a type that could override or implement others, by their keys; see <see cref="SlotKeys"/>.</summary>
internal sealed class SlotTable
{
    private const int Few = 12;

    private static readonly SlotTable None = new([]);

    private readonly (int Key, MethodNode Method)[] _entries;
    private long[]? _sorted; // key, and number of the entry in the lower half

    private SlotTable((int Key, MethodNode Method)[] entries)
    {
        _entries = entries;
    }

    /// <summary>All of them; those of one key stand together.</summary>
    public ReadOnlySpan<(int Key, MethodNode Method)> Entries => _entries;

    /// <summary>Those of a type, by their own keys.</summary>
    public static SlotTable Of(TypeNode type)
    {
        var found = new List<(int Key, MethodNode Method)>();
        foreach (var method in type.Methods)
        {
            if (method.Is(MethodTraits.Virtual) || (method.Is(MethodTraits.Static) && method.Is(MethodTraits.Visible)))
            {
                found.Add((method.SlotKey, method));
            }
        }

        if (found.Count == 0)
        {
            return None;
        }

        // Two of one key are rare: explicit implementations of damaged or hidden members.
        var keys = new HashSet<int>(found.Count);
        return new SlotTable(found.TrueForAll(entry => keys.Add(entry.Key))
            ? [.. found]
            : [.. found.GroupBy(entry => entry.Key).SelectMany(group => group)]);
    }

    /// <summary>The same methods, by the keys that they have for a type with arguments.</summary>
    public SlotTable Substitute(SlotKeys keys, string[]? arguments) =>
        arguments is null || !Array.Exists(_entries, entry => keys.NamesParameters(entry.Key))
            ? this
            : new SlotTable(Array.ConvertAll(_entries, entry => (keys.Substitute(entry.Key, arguments), entry.Method)));

    /// <summary>The first method of a key that overrides what a base type declares, or null.</summary>
    public MethodNode? FindOverride(int key) =>
        Find(key, MethodTraits.Virtual | MethodTraits.NewSlot | MethodTraits.Static, MethodTraits.Virtual);

    /// <summary>The first method of a key that others can call, or null.</summary>
    public MethodNode? FindVisible(int key) => Find(key, MethodTraits.Visible, MethodTraits.Visible);

    private MethodNode? Find(int key, MethodTraits mask, MethodTraits wanted)
    {
        if (_entries.Length <= Few)
        {
            foreach (var (other, method) in _entries)
            {
                if (other == key && (method.Traits & mask) == wanted)
                {
                    return method;
                }
            }

            return null;
        }

        _sorted ??= [.. _entries.Select((entry, at) => ((long)entry.Key << 32) | (uint)at).Order()];
        var at = Array.BinarySearch(_sorted, (long)key << 32);
        for (at = at < 0 ? ~at : at; at < _sorted.Length && _sorted[at] >> 32 == key; at++)
        {
            var method = _entries[(int)_sorted[at]].Method;
            if ((method.Traits & mask) == wanted)
            {
                return method;
            }
        }

        return null;
    }
}

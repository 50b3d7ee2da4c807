using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Asks the map only about types of which it speaks: nearly all members are of others.</summary>
/// <param name="map">The map.</param>
internal sealed class MapLookup(CapabilityMap map)
{
    private readonly Dictionary<string, bool> _types = new(StringComparer.Ordinal);

    /// <summary>What the map says of a member.</summary>
    public ImmutableArray<MapEntry> Find(string type, string member, SignatureFacts signature)
    {
        return SpeaksOf(type) ? map.Find(type, member, [.. signature.Parameters.Select(MemberDisplay.Short)]) : [];
    }

    /// <summary>What the map says of all members of a name.</summary>
    public ImmutableArray<MapEntry> FindAny(string type, string member) => SpeaksOf(type) ? map.FindAny(type, member) : [];

    /// <summary>Whether the map may say something of a type.</summary>
    public bool SpeaksOf(string type)
    {
        if (!_types.TryGetValue(type, out var speaks))
        {
            speaks = map.SpeaksOf(type);
            _types.Add(type, speaks);
        }

        return speaks;
    }
}

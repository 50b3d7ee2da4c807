using ModuleBuild.Security.Capabilities.Linking;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>Which types are made in a slice, and how much that says.</summary>
/// <param name="created">Told of each type, and again where its level rises.</param>
internal sealed class Creations(Action<TypeNode, CreationLevel> created)
{
    private readonly Dictionary<TypeNode, CreationLevel> _levels = [];
    private readonly List<TypeNode> _order = [];
    private readonly Dictionary<TypeNode, List<TypeNode>> _below = [];

    /// <summary>A type is made.</summary>
    public void Add(TypeNode type, CreationLevel level)
    {
        var isNew = !_levels.TryGetValue(type, out var known);
        if (!isNew && known >= level)
        {
            return;
        }

        _levels[type] = level;
        if (isNew)
        {
            _order.Add(type);
            foreach (var above in type.Supertypes.All.Select(entry => entry.Type).Distinct())
            {
                if (!_below.TryGetValue(above, out var types))
                {
                    _below.Add(above, types = []);
                }

                types.Add(type);
            }
        }

        created(type, level);
    }

    /// <summary>The made types that are also another, with their levels, in the order in which they were made.</summary>
    public List<(TypeNode Type, CreationLevel Level)> Below(TypeNode type) =>
        [.. (_below.GetValueOrDefault(type) ?? []).Select(below => (below, _levels[below]))];

    /// <summary>Types that are made at a level or above.</summary>
    public IEnumerable<TypeNode> AtLeast(CreationLevel level) => _order.Where(type => _levels[type] >= level);
}

/// <summary>How much is known of the making of a type; each level says more than those before.</summary>
internal enum CreationLevel
{
    /// <summary>It is the argument of a generic type or method: its static members may be called.</summary>
    Passed,

    /// <summary>It is the receiver of the method from which one starts.</summary>
    Receiver,

    /// <summary>An object of it is made.</summary>
    Instance,

    /// <summary>It is made by reflection: any constructor may run.</summary>
    Token,

    /// <summary>It is turned to data: its properties are read, and those of what they hold.</summary>
    Read,

    /// <summary>It is made from data: its properties are set, too.</summary>
    Filled,

    /// <summary>All of it is called that can be seen, by the convention of a framework.</summary>
    Called,
}

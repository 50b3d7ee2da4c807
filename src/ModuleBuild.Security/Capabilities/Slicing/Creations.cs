using ModuleBuild.Security.Capabilities.Linking;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>Which types are made in a slice, and how much that says.</summary>
/// <param name="created">Told of each type, and again where its level rises.</param>
/// <param name="isStepwise">Whether it is told of every level on the way: some say what a higher one does not.</param>
internal sealed class Creations(Action<TypeNode, CreationLevel> created, bool isStepwise = false)
{
    private readonly Stack<(TypeNode Type, CreationLevel? Before)> _changes = new();
    private readonly Dictionary<TypeNode, CreationLevel> _levels = [];
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
        _changes.Push((type, isNew ? null : known));
        if (isNew)
        {
            foreach (var above in type.Supertypes.Distinct)
            {
                if (!_below.TryGetValue(above, out var types))
                {
                    _below.Add(above, types = []);
                }

                types.Add(type);
            }
        }

        for (var step = !isStepwise ? level : isNew ? CreationLevel.Passed : known + 1; step <= level; step++)
        {
            created(type, step);
        }
    }

    /// <summary>What is made so far stays when others are taken back.</summary>
    public void Keep() => _changes.Clear();

    /// <summary>Takes back all since <see cref="Keep"/>.</summary>
    public void TakeBack()
    {
        // The last first: it is at the end of every list that has it.
        while (_changes.TryPop(out var change))
        {
            if (change.Before is { } before)
            {
                _levels[change.Type] = before;
                continue;
            }

            _levels.Remove(change.Type);
            foreach (var above in change.Type.Supertypes.Distinct)
            {
                var types = _below[above];
                types.RemoveAt(types.Count - 1);
            }
        }
    }

    /// <summary>The made types that are also another, with their levels, in the order in which they were made.</summary>
    public List<(TypeNode Type, CreationLevel Level)> Below(TypeNode type) =>
        [.. (_below.GetValueOrDefault(type) ?? []).Select(below => (below, _levels[below]))];
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

using ModuleBuild.Security.Capabilities.Linking;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>Which types are made in a slice, and how much that says.</summary>
/// <param name="created">Told of each type, and again where its level rises.</param>
/// <param name="isStepwise">Whether it is told of every level on the way: some say what a higher one does not.</param>
internal sealed class Creations(Action<TypeNode, CreationLevel> created, bool isStepwise = false)
{
    private readonly Stack<(MadeType Made, CreationLevel? Before)> _changes = new();
    private readonly Dictionary<TypeNode, MadeType> _made = [];
    private readonly Dictionary<TypeNode, List<MadeType>> _below = [];

    /// <summary>A type is made.</summary>
    public void Add(TypeNode type, CreationLevel level)
    {
        CreationLevel? before = null;
        if (_made.TryGetValue(type, out var made))
        {
            if (made.Level >= level)
            {
                return;
            }

            before = made.Level;
            made.Level = level;
        }
        else
        {
            _made.Add(type, made = new MadeType(type) { Level = level });
            foreach (var above in type.Supertypes.Distinct)
            {
                if (!_below.TryGetValue(above, out var types))
                {
                    _below.Add(above, types = []);
                }

                types.Add(made);
            }
        }

        _changes.Push((made, before));
        for (var step = !isStepwise ? level : before + 1 ?? CreationLevel.Passed; step <= level; step++)
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
                change.Made.Level = before;
                continue;
            }

            _made.Remove(change.Made.Type);
            foreach (var above in change.Made.Type.Supertypes.Distinct)
            {
                var types = _below[above];
                types.RemoveAt(types.Count - 1);
            }
        }
    }

    /// <summary>The made types that are also another, in the order in which they were made; those that are made later come to it.</summary>
    public IReadOnlyList<MadeType> Below(TypeNode type) => _below.GetValueOrDefault(type) ?? [];
}

/// <summary>A type that is made.</summary>
/// <param name="type">Which.</param>
internal sealed class MadeType(TypeNode type)
{
    /// <summary>Which.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>How much is known of its making.</summary>
    public CreationLevel Level { get; set; }
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

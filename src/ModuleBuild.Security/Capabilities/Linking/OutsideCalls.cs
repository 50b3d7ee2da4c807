using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>Which methods of an object run without a call in the closure: .NET calls them, or others who can see them.</summary>
internal sealed class OutsideCalls
{
    // Empty between two questions: types are many, and most have few members.
    private readonly Dictionary<int, MethodNode> _lowest = [];
    private readonly HashSet<MethodNode> _seen = [];
    private readonly List<MethodNode> _found = [];

    /// <summary>Methods that .NET, or others who are not there, call on objects of a type: they override or implement members of theirs.</summary>
    public MethodNode[] Foreign(TypeNode type)
    {
        foreach (var level in type.Supertypes.All)
        {
            foreach (var one in level.Type.Overrides)
            {
                if (one.Declared is null && !one.Body.Is(MethodTraits.Static))
                {
                    Add(one.Body);
                }
            }
        }

        // What is lowest of a key runs. Where it ends is the type that first declared it: .NET's, or one that implements an interface of .NET with it.
        HashSet<int>? ours = null;
        foreach (var level in type.Supertypes.Chain)
        {
            foreach (var (key, method) in level.Slots.Entries)
            {
                if (!IsVirtual(method))
                {
                    continue;
                }

                _lowest.TryAdd(key, method);
                if (method.Is(MethodTraits.NewSlot))
                {
                    _lowest.Remove(key, out var found);
                    if (method.Is(MethodTraits.Visible) && !found!.Is(MethodTraits.Abstract)
                        && (type.Supertypes.IsForeignMember(method.Summary.Name) ?? !(ours ??= OwnInterfaces(type)).Contains(key)))
                    {
                        Add(found);
                    }
                }
            }
        }

        foreach (var method in _lowest.Values)
        {
            if (!method.Is(MethodTraits.Abstract))
            {
                Add(method);
            }
        }

        return Take();
    }

    /// <summary>Implementations in a type of members that others can see, and so may call.</summary>
    public MethodNode[] Visible(TypeNode type)
    {
        AddVisibleOfClass(type);
        foreach (var entry in type.Supertypes.Interfaces)
        {
            if (entry.Type.Is(TypeTraits.Visible))
            {
                AddVisibleOfInterface(type, entry.Type);
            }
        }

        return Take();
    }

    private void AddVisibleOfInterface(TypeNode type, TypeNode declared)
    {
        foreach (var method in declared.Methods)
        {
            if (IsVirtual(method) && method.Is(MethodTraits.Visible))
            {
                foreach (var body in Dispatch.Find(type, method))
                {
                    Add(body);
                }
            }
        }
    }

    // What is lowest of a key runs; whether others can see it, the type says that first declared it.
    private void AddVisibleOfClass(TypeNode type)
    {
        foreach (var level in type.Supertypes.Chain)
        {
            foreach (var (key, method) in level.Slots.Entries)
            {
                if (!IsVirtual(method))
                {
                    continue;
                }

                if (method.Is(MethodTraits.NewSlot) || level.Type.Summary.Base < 0)
                {
                    var found = _lowest.Remove(key, out var lower) ? lower : method;
                    if (level.Type.Is(TypeTraits.Visible) && method.Is(MethodTraits.Visible) && !found.Is(MethodTraits.Abstract))
                    {
                        Add(found);
                    }
                }
                else
                {
                    _lowest.TryAdd(key, method);
                }
            }
        }
    }

    private static bool IsVirtual(MethodNode method) => (method.Traits & (MethodTraits.Virtual | MethodTraits.Static)) == MethodTraits.Virtual;

    private static HashSet<int> OwnInterfaces(TypeNode type)
    {
        var keys = new HashSet<int>();
        foreach (var entry in type.Supertypes.Interfaces)
        {
            foreach (var method in entry.Type.Methods)
            {
                keys.Add(entry.KeyOf(method));
            }
        }

        return keys;
    }

    private void Add(MethodNode method)
    {
        if (_seen.Add(method))
        {
            _found.Add(method);
        }
    }

    private MethodNode[] Take()
    {
        MethodNode[] found = _found.Count == 0 ? [] : [.. _found];
        _found.Clear();
        _seen.Clear();
        _lowest.Clear();
        return found;
    }
}

using ModuleBuild.Security.Capabilities.Linking;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>
/// Parameters that are handed on to each other. What is done with one goes back against the flow to all that are handed on to it, so that each
/// keeps only the types that are written for it.
/// </summary>
/// <param name="creations">Told what is made.</param>
/// <param name="called">Told of members that are called on types; null is any type.</param>
internal sealed class ParameterGraph(Creations creations, Action<TypeNode?, MethodNode> called)
{
    private readonly Stack<(TypeParameter Parameter, object Added)> _added = new();
    private readonly Stack<(TypeParameter Parameter, CreationLevel Level, bool IsOpen)> _before = new();

    /// <summary>What is said so far stays when the rest is taken back.</summary>
    public void Keep()
    {
        _added.Clear();
        _before.Clear();
    }

    /// <summary>Takes back all since <see cref="Keep"/>; what parameters hold keeps its order, as the last goes first.</summary>
    public void TakeBack()
    {
        while (_added.TryPop(out var change))
        {
            switch (change.Added)
            {
                case TypeNode type: change.Parameter.Types.Remove(type); break;
                case TypeParameter parameter: change.Parameter.Before.Remove(parameter); break;
                case MethodNode slot: change.Parameter.Slots.Remove(slot); break;
            }
        }

        while (_before.TryPop(out var change))
        {
            change.Parameter.Level = change.Level;
            change.Parameter.IsOpen = change.IsOpen;
        }
    }

    /// <summary>A type is written for a parameter.</summary>
    public void Add(TypeParameter parameter, TypeNode type)
    {
        if (!parameter.Types.Add(type))
        {
            return;
        }

        _added.Push((parameter, type));
        if (parameter.Level > CreationLevel.Passed)
        {
            creations.Add(type, parameter.Level);
        }

        foreach (var slot in parameter.Slots.ToList())
        {
            called(type, slot);
        }
    }

    /// <summary>A parameter is written for another.</summary>
    public void Link(TypeParameter from, TypeParameter to)
    {
        if (to.Before.Add(from))
        {
            _added.Push((to, from));
            Raise(from, to.Level);
            foreach (var slot in to.Slots.ToList())
            {
                Call(from, slot);
            }
        }
    }

    /// <summary>Others may give it arguments that nobody sees.</summary>
    public void Open(TypeParameter parameter)
    {
        _before.Push((parameter, parameter.Level, parameter.IsOpen));
        parameter.IsOpen = true;
        foreach (var slot in parameter.Slots.ToList())
        {
            called(null, slot);
        }
    }

    /// <summary>A member is called on it.</summary>
    public void Call(TypeParameter parameter, MethodNode slot)
    {
        var pending = new Stack<TypeParameter>([parameter]);
        while (pending.TryPop(out var next))
        {
            if (!next.Slots.Add(slot))
            {
                continue;
            }

            _added.Push((next, slot));
            if (next.IsOpen)
            {
                called(null, slot);
            }

            foreach (var type in next.Types.ToList())
            {
                called(type, slot);
            }

            foreach (var before in next.Before)
            {
                pending.Push(before);
            }
        }
    }

    /// <summary>Something is made of it.</summary>
    public void Raise(TypeParameter parameter, CreationLevel level)
    {
        var pending = new Stack<TypeParameter>([parameter]);
        while (pending.TryPop(out var next))
        {
            if (level <= next.Level)
            {
                continue;
            }

            _before.Push((next, next.Level, next.IsOpen));
            next.Level = level;
            foreach (var type in next.Types.ToList())
            {
                creations.Add(type, level);
            }

            foreach (var before in next.Before)
            {
                pending.Push(before);
            }
        }
    }
}

using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>Which methods run where a member of an interface is called on an object of a type.</summary>
internal static class InterfaceDispatch
{
    /// <summary>The implementations; several where a generic interface is implemented with several arguments.</summary>
    /// <param name="type">The type of the object.</param>
    /// <param name="slot">The member.</param>
    /// <param name="arguments">Texts of the arguments of the interface; null where any will do.</param>
    public static MethodNode[] Find(TypeNode type, MethodNode slot, string[]? arguments)
    {
        MethodNode[] found = [];
        foreach (var declared in type.Supertypes.Interfaces)
        {
            if (declared.Type == slot.Type && declared.MayBe(arguments))
            {
                var more = Find(type, slot, declared);
                found = found.Length == 0 ? more : [.. found.Union(more)];
            }
        }

        return found;
    }

    private static MethodNode[] Find(TypeNode type, MethodNode slot, Supertype declared)
    {
        var wanted = declared.KeyOf(slot);
        foreach (var level in type.Supertypes.Chain)
        {
            if ((Dispatch.Explicit(level, slot, wanted) ?? level.Slots.FindVisible(wanted)) is { } found)
            {
                // What implements the interface may itself be overridden further down.
                return found.Is(MethodTraits.Virtual) && !found.Is(MethodTraits.Static) ? Dispatch.OfClass(type, found)?.Alone ?? [] : found.Alone;
            }
        }

        List<MethodNode> defaults = [];
        foreach (var level in type.Supertypes.Interfaces)
        {
            foreach (var one in level.Type.Overrides)
            {
                if (one.Implements(slot, wanted, level))
                {
                    defaults.Add(one.Body);
                }
            }
        }

        return defaults.Count > 0 ? [.. Lowest(defaults).Where(method => !method.Is(MethodTraits.Abstract)).Distinct()]
            : slot.Is(MethodTraits.Abstract) ? [] : slot.Alone;
    }

    // Of interfaces that give a member a body, those count that no other of them builds upon.
    private static IEnumerable<MethodNode> Lowest(List<MethodNode> bodies) => bodies.Where(body =>
        !bodies.Exists(other => other.Type != body.Type && Array.Exists(other.Type.Supertypes.Interfaces, above => above.Type == body.Type)));
}

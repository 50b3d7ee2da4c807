using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>An explicit implementation.</summary>
/// <param name="Body">What runs.</param>
/// <param name="Declared">What it implements; null where that is not in the closure.</param>
/// <param name="Arguments">Canonical texts of the arguments of the generic type that declares it; null where it is not generic.</param>
internal readonly record struct Override(MethodNode Body, MethodNode? Declared, string[]? Arguments)
{
    /// <summary>Those of a type.</summary>
    public static Override[] Of(TypeNode type)
    {
        var assembly = type.Assembly;
        var summary = assembly.Summary;
        var written = type.Summary.Overrides;
        var overrides = new List<Override>(written.Length / 2);
        for (var at = 0; at + 1 < written.Length; at += 2)
        {
            if (written[at] < summary.Methods.Length)
            {
                var parent = summary.TypeUses[summary.MemberUses[written[at + 1]].Parent];
                overrides.Add(new Override(
                    assembly.Method(written[at]), assembly.ResolveMember(written[at + 1]), parent.Kind == TypeUseKind.Instance ? parent.ArgumentTexts() : null));
            }
        }

        return overrides.Count == 0 ? [] : [.. overrides];
    }

    /// <summary>Whether it implements a member of a type above it.</summary>
    /// <param name="slot">The member.</param>
    /// <param name="wanted">Its key for the lowest type.</param>
    /// <param name="level">The type that has this, as the lowest type sees it.</param>
    public bool Implements(MethodNode slot, int wanted, Supertype level)
    {
        // A covariant override names the member that it narrows, which may be an override of the slot itself.
        if (Declared is null || (Declared != slot && (Declared.Type.Is(TypeTraits.Interface) || slot.Type.Is(TypeTraits.Interface))))
        {
            return false;
        }

        var keys = level.Type.Assembly.Universe.Keys;
        if (Arguments is null || !keys.NamesParameters(Declared.SlotKey))
        {
            return Declared.SlotKey == wanted;
        }

        var arguments = Array.ConvertAll(Arguments, argument => Supertypes.Substitute(argument, level.Arguments));
        return keys.Substitute(Declared.SlotKey, arguments) == wanted;
    }
}

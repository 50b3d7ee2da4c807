using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>An explicit implementation.</summary>
/// <param name="Body">What runs.</param>
/// <param name="Declared">What it implements; null where that is not in the closure.</param>
/// <param name="Arguments">Numbers of the arguments of the generic type that declares it, among the type uses of the body's assembly; null where it is not generic.</param>
internal readonly record struct Override(MethodNode Body, MethodNode? Declared, int[]? Arguments)
{
    /// <summary>Those of a type.</summary>
    public static Override[] Of(TypeNode type)
    {
        var assembly = type.Assembly;
        var summary = assembly.Summary;
        return [.. type.Summary.Overrides.Where(pair => pair.Body < summary.Methods.Length).Select(pair => Of(pair.Body, pair.Declaration))];

        Override Of(int body, int declaration)
        {
            var parent = summary.TypeUses[summary.MemberUses[declaration].Parent];
            return new Override(assembly.Method(body), assembly.ResolveMember(declaration), parent.Kind == TypeUseKind.Instance ? parent.Arguments : null);
        }
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

        var assembly = level.Type.Assembly;
        var keys = assembly.Universe.Keys;
        if (Arguments is null || !keys.NamesParameters(Declared.SlotKey))
        {
            return Declared.SlotKey == wanted;
        }

        var arguments = Array.ConvertAll(Arguments, argument => Supertypes.Substitute(assembly.Summary.TypeUses[argument].Text, level.Arguments));
        return keys.Substitute(Declared.SlotKey, arguments) == wanted;
    }
}

using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>A virtual member that is called.</summary>
/// <param name="Slot">The member, where it is declared.</param>
/// <param name="Instance">Text of the instance of its generic type; empty where it is not generic, or where any instance may be meant.</param>
/// <param name="Arguments">Texts of the arguments of that instance; null where any will do.</param>
internal readonly record struct SlotCall(MethodNode Slot, string Instance, string[]? Arguments)
{
    /// <summary>Of a call as an assembly writes it.</summary>
    /// <param name="assembly">Who calls.</param>
    /// <param name="use">The member as it is written.</param>
    /// <param name="slot">What that means.</param>
    public static SlotCall Of(LinkedAssembly assembly, MemberUse use, MethodNode slot)
    {
        // Within generic code an argument may be a parameter of that code: then it is any.
        var parent = assembly.Summary.TypeUses[use.Parent];
        return parent.Kind == TypeUseKind.Instance && !parent.Text.AsSpan().ContainsAny('!', '^')
            ? new SlotCall(slot, parent.Text, [.. parent.Arguments.Select(argument => assembly.Summary.TypeUses[argument].Text)])
            : Any(slot);
    }

    /// <summary>Of any instance.</summary>
    public static SlotCall Any(MethodNode slot) => new(slot, string.Empty, null);

    /// <summary>Whether another is the same: the text says the arguments.</summary>
    public bool Equals(SlotCall other) => Slot == other.Slot && Instance == other.Instance;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Slot, Instance);
}

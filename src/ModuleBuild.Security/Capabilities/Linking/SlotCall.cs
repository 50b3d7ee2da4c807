using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>A virtual member that is called. There is one object for a member and an instance.</summary>
internal sealed class SlotCall
{
    private SlotCall(MethodNode slot, string[]? arguments)
    {
        Slot = slot;
        Arguments = arguments;
    }

    /// <summary>The member, where it is declared.</summary>
    public MethodNode Slot { get; }

    /// <summary>Texts of the arguments of the instance of its generic type; null where it is not generic, or where any instance may be meant.</summary>
    public string[]? Arguments { get; }

    /// <summary>What runs for types, as far as somebody asked; see <see cref="Dispatch"/>. Null until somebody asks.</summary>
    public Dictionary<TypeNode, MethodNode[]>? Known { get; set; }

    /// <summary>Number of the slice that calls it; see <see cref="Dispatch.Next"/>.</summary>
    public int CalledIn { get; set; }

    /// <summary>Of a call as an assembly writes it.</summary>
    /// <param name="assembly">Who calls.</param>
    /// <param name="use">Number of the member among its uses.</param>
    /// <param name="slot">What that means.</param>
    public static SlotCall Of(LinkedAssembly assembly, int use, MethodNode slot)
    {
        if (!assembly.ResolveUse(use).HasArguments)
        {
            return Any(slot);
        }

        // Within generic code an argument may be a parameter of that code: then it is any.
        var parent = assembly.Summary.TypeUses[assembly.Summary.MemberUses[use].Parent];
        if (parent.Kind != TypeUseKind.Instance || parent.NamesTypeParameter || parent.NamesMethodParameter)
        {
            return Any(slot);
        }

        slot.Calls ??= new Dictionary<string, SlotCall>(StringComparer.Ordinal);
        if (!slot.Calls.TryGetValue(parent.Text, out var call))
        {
            call = new SlotCall(slot, parent.ArgumentTexts());
            slot.Calls.Add(parent.Text, call);
        }

        return call;
    }

    /// <summary>Of any instance.</summary>
    public static SlotCall Any(MethodNode slot) => slot.AnyCall ??= new SlotCall(slot, null);
}

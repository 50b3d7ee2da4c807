using ModuleBuild.Security.Capabilities.Slicing;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>A type of the closure.</summary>
/// <param name="assembly">Where it is.</param>
/// <param name="row">Its row.</param>
internal sealed class TypeNode(LinkedAssembly assembly, int row)
{
    private Supertypes? _supertypes;
    private ArraySegment<MethodNode> _methods;
    private SlotTable? _slots;
    private Override[]? _overrides;
    private ILookup<string, MethodNode>? _named;

    /// <summary>Where it is.</summary>
    public LinkedAssembly Assembly { get; } = assembly;

    /// <summary>Its row.</summary>
    public int Row { get; } = row;

    /// <summary>What it says.</summary>
    public TypeSummary Summary => Assembly.Summary.Types[Row];

    /// <summary>What it is.</summary>
    public TypeTraits Traits { get; } = assembly.Summary.Types[row].Traits;

    /// <summary>Row of its static constructor, or -1.</summary>
    public int StaticConstructor { get; } = assembly.Summary.Types[row].StaticConstructor;

    /// <summary>All types that it is.</summary>
    public Supertypes Supertypes => _supertypes ??= Supertypes.Of(this, other => other._supertypes);

    /// <summary>Its own methods.</summary>
    public ArraySegment<MethodNode> Methods => _methods.Array is null ? _methods = Assembly.MethodsOf(Summary) : _methods;

    /// <summary>Methods that could override or implement others.</summary>
    public SlotTable Slots => _slots ??= SlotTable.Of(this);

    /// <summary>Its explicit implementations.</summary>
    public Override[] Overrides => _overrides ??= Override.Of(this);

    /// <summary>Whether it has a trait.</summary>
    public bool Is(TypeTraits trait) => (Traits & trait) != 0;

    /// <summary>The first of its own methods that a use means, or null.</summary>
    /// <param name="use">The use.</param>
    /// <param name="exact">Whether the signature must be the same, or only the number of parameters.</param>
    public MethodNode? Find(MemberUse use, bool exact)
    {
        const int FewMethods = 24;
        if (Summary.MethodCount > FewMethods)
        {
            return (_named ??= Methods.ToLookup(method => method.Summary.Name, StringComparer.Ordinal))[use.Name].FirstOrDefault(method => IsMeant(method, use, exact));
        }

        var name = use.NameBytes;
        foreach (var method in Methods)
        {
            if (method.Summary.NameBytes.SequenceEqual(name) && IsMeant(method, use, exact))
            {
                return method;
            }
        }

        return null;
    }

    private static bool IsMeant(MethodNode method, MemberUse use, bool exact) => exact
        ? method.Summary.SignatureBytes.SequenceEqual(use.SignatureBytes)
        : MemberDisplay.ParametersOf(method.Summary.Signature).Count() == MemberDisplay.ParametersOf(use.Signature).Count();
}

/// <summary>A method of the closure.</summary>
/// <param name="type">Whose it is.</param>
/// <param name="row">Its row.</param>
internal sealed class MethodNode(TypeNode type, int row)
{
    private int _slotKey = -1;
    private MethodNode[]? _alone;

    /// <summary>Whose it is.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>Its row.</summary>
    public int Row { get; } = row;

    /// <summary>What it says.</summary>
    public MethodSummary Summary => Type.Assembly.Summary.Methods[Row];

    /// <summary>What it is.</summary>
    public MethodTraits Traits { get; } = type.Assembly.Summary.Methods[row].Traits;

    /// <summary>What an override has in common with it; see <see cref="SlotKeys"/>.</summary>
    public int SlotKey => _slotKey >= 0 ? _slotKey : _slotKey = Type.Assembly.Universe.Keys.Of(Summary.NameBytes, Summary.SignatureBytes);

    /// <summary>This method and no other.</summary>
    public MethodNode[] Alone => _alone ??= [this];

    /// <summary>By what a method of a name is looked up: a property by its own name, not by that of its accessor.</summary>
    public static string LookedUpName(string name) =>
        name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name[4..] : name;

    /// <summary>Whether it has type parameters.</summary>
    public bool IsGeneric => Is(MethodTraits.Generic);

    /// <summary>Number of the slice that reached it last; see <see cref="Dispatch.Next"/>.</summary>
    public int ReachedIn { get; set; }

    /// <summary>From where that slice reached it.</summary>
    public Arrival Arrival { get; set; }

    /// <summary>Calls of it on whatever instance; see <see cref="SlotCall"/>.</summary>
    public SlotCall? AnyCall { get; set; }

    /// <summary>Calls of it on instances of its generic type, by their texts; null where there are none.</summary>
    public Dictionary<string, SlotCall>? Calls { get; set; }

    /// <summary>Whether it has a trait.</summary>
    public bool Is(MethodTraits trait) => (Traits & trait) != 0;
}

using ModuleBuild.Security.Capabilities.Slicing;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>A type of the closure.</summary>
/// <param name="assembly">Where it is.</param>
/// <param name="row">Its row.</param>
internal sealed class TypeNode(LinkedAssembly assembly, int row)
{
    private Supertypes? _supertypes;
    private Dictionary<string, MethodNode[]>? _slots;
    private ILookup<string, int>? _rows;

    /// <summary>Where it is.</summary>
    public LinkedAssembly Assembly { get; } = assembly;

    /// <summary>Its row.</summary>
    public int Row { get; } = row;

    /// <summary>What it says.</summary>
    public TypeSummary Summary { get; } = assembly.Summary.Types[row];

    /// <summary>All types that it is.</summary>
    public Supertypes Supertypes => _supertypes ??= Supertypes.Of(this);

    /// <summary>Its own methods.</summary>
    public IEnumerable<MethodNode> Methods => Enumerable.Range(Summary.FirstMethod, Summary.MethodCount)
        .Where(method => method < Assembly.Summary.Methods.Length)
        .Select(Assembly.Method);

    /// <summary>Methods that could override or implement others, by <see cref="MethodNode.SlotKey"/>.</summary>
    public Dictionary<string, MethodNode[]> Slots => _slots ??= Methods
        .Where(method => method.Is(MethodTraits.Virtual) || (method.Is(MethodTraits.Static) && method.Is(MethodTraits.Visible)))
        .GroupBy(method => method.SlotKey, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>Whether it has a trait.</summary>
    public bool Is(TypeTraits trait) => Summary.Is(trait);

    /// <summary>Rows of its methods of a name.</summary>
    public IEnumerable<int> RowsOf(string name)
    {
        const int FewMethods = 24;
        var rows = Enumerable.Range(Summary.FirstMethod, Math.Max(0, Math.Min(Summary.MethodCount, Assembly.Summary.Methods.Length - Summary.FirstMethod)));
        var methods = Assembly.Summary.Methods;
        return Summary.MethodCount <= FewMethods
            ? rows.Where(row => methods[row].Name == name)
            : (_rows ??= rows.ToLookup(row => methods[row].Name, StringComparer.Ordinal))[name];
    }
}

/// <summary>A method of the closure.</summary>
/// <param name="type">Whose it is.</param>
/// <param name="row">Its row.</param>
internal sealed class MethodNode(TypeNode type, int row)
{
    private string? _slotKey;

    /// <summary>Whose it is.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>Its row.</summary>
    public int Row { get; } = row;

    /// <summary>What it says.</summary>
    public MethodSummary Summary { get; } = type.Assembly.Summary.Methods[row];

    /// <summary>Name, number of type parameters and parameters: what an override has in common with what it overrides, but for arguments of types.</summary>
    public string SlotKey => _slotKey ??= KeyOf(Summary.Name, Summary.Signature);

    /// <summary>By what a method of a name is looked up: a property by its own name, not by that of its accessor.</summary>
    public static string LookedUpName(string name) =>
        name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name[4..] : name;

    /// <summary>Whether it has type parameters.</summary>
    public bool IsGeneric { get; } = type.Assembly.Summary.Methods[row].Signature.StartsWith('`');

    /// <summary>Number of the slice that reached it last; see <see cref="Dispatch.Next"/>.</summary>
    public int ReachedIn { get; set; }

    /// <summary>From where that slice reached it.</summary>
    public Arrival Arrival { get; set; }

    /// <summary>Calls of it on whatever instance; see <see cref="SlotCall"/>.</summary>
    public SlotCall? AnyCall { get; set; }

    /// <summary>Calls of it on instances of its generic type, by their texts; null where there are none.</summary>
    public Dictionary<string, SlotCall>? Calls { get; set; }

    /// <summary>Whether it has a trait.</summary>
    public bool Is(MethodTraits trait) => Summary.Is(trait);

    /// <summary>The same of any member; the type that comes back does not count, because overrides may narrow it.</summary>
    public static string KeyOf(string name, string signature)
    {
        var open = Math.Max(0, signature.IndexOf('(', StringComparison.Ordinal));
        var space = signature.StartsWith('`') ? signature.IndexOf(' ', StringComparison.Ordinal) : -1;
        var generic = space > 0 && space < open ? signature[..space] : string.Empty;
        // Function pointers that come back have a parenthesis of their own; the parameters are then longer, and the same on both sides.
        return name + generic + signature[open..];
    }
}

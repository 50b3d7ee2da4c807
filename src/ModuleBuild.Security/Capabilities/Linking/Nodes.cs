using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>A type of the closure.</summary>
/// <param name="assembly">Where it is.</param>
/// <param name="row">Its row.</param>
internal sealed class TypeNode(LinkedAssembly assembly, int row)
{
    private Supertypes? _supertypes;

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

    /// <summary>Whether it has a trait.</summary>
    public bool Is(TypeTraits trait) => Summary.Is(trait);
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

    /// <summary>Whether it has a trait.</summary>
    public bool Is(MethodTraits trait) => Summary.Is(trait);

    /// <summary>The same of any member; the type that comes back does not count, because overrides may narrow it.</summary>
    public static string KeyOf(string name, string signature)
    {
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        var generic = signature.StartsWith('`') ? signature[..signature.IndexOf(' ', StringComparison.Ordinal)] : string.Empty;
        // Function pointers that come back have a parenthesis of their own; the parameters are then longer, and the same on both sides.
        return name + generic + signature[open..];
    }
}

using System.Text;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>An assembly of the closure, and what its references mean there. References are resolved when somebody asks.</summary>
/// <param name="universe">The closure.</param>
/// <param name="file">The file.</param>
/// <param name="summary">What it says about itself.</param>
internal sealed class LinkedAssembly(Universe universe, ClosureFile file, AssemblySummary summary)
{
    private readonly TypeNode?[] _types = new TypeNode?[summary.Types.Length];
    private readonly MethodNode?[] _methods = new MethodNode?[summary.Methods.Length];
    private readonly TypeReferenceState[] _typeUses = new TypeReferenceState[summary.TypeUses.Length];
    private readonly MemberReferenceState[] _memberUses = new MemberReferenceState[summary.MemberUses.Length];
    private Edge[]?[]? _edges;
    private Dictionary<string, int>? _byName;
    private ILookup<int, AttributeUse>? _attributes;
    private MethodNames? _named;

    /// <summary>The closure.</summary>
    public Universe Universe => universe;

    /// <summary>The file.</summary>
    public ClosureFile File => file;

    /// <summary>What it says about itself.</summary>
    public AssemblySummary Summary => summary;

    /// <summary>Simple name.</summary>
    public string Name => summary.Name;

    /// <summary>All types, in the order of the metadata.</summary>
    public IEnumerable<TypeNode> Types => Enumerable.Range(0, _types.Length).Select(Type);

    /// <summary>Attributes of a type and its members.</summary>
    /// <param name="row">The type's row.</param>
    public IEnumerable<AttributeUse> AttributesOf(int row) => summary.Attributes.Length == 0 ? [] : (_attributes ??= summary.Attributes.ToLookup(use => use.Holder))[row];

    /// <summary>Types of attributes of the assembly of which objects are made where those of a type are asked for, by its number among the uses, as far as somebody asked.</summary>
    public Dictionary<int, TypeNode[]> OwnAttributes { get; } = [];

    /// <summary>Methods that are found by a name, in the order of the metadata.</summary>
    public IEnumerable<MethodNode> Named(string name) => (_named ??= new MethodNames(summary.Methods)).Find(Encoding.UTF8.GetBytes(name)).Select(Method);

    /// <summary>A type by its row.</summary>
    public TypeNode Type(int row) => _types[row] ??= new TypeNode(this, row);

    /// <summary>A method by its row.</summary>
    public MethodNode Method(int row) => _methods[row] ??= new MethodNode(Type(summary.Methods[row].Type), row);

    /// <summary>The methods of a type, in the order of the metadata.</summary>
    public ArraySegment<MethodNode> MethodsOf(TypeSummary type)
    {
        var first = Math.Min(type.FirstMethod, _methods.Length);
        var count = Math.Clamp(type.MethodCount, 0, _methods.Length - first);
        for (var row = first; row < first + count; row++)
        {
            _methods[row] ??= Method(row);
        }

        return new ArraySegment<MethodNode>(_methods!, first, count);
    }

    /// <summary>A type by its name, or null.</summary>
    public TypeNode? Find(string name)
    {
        if (_byName is null)
        {
            _byName = new Dictionary<string, int>(summary.Types.Length, StringComparer.Ordinal);
            for (var row = 0; row < summary.Types.Length; row++)
            {
                _byName.TryAdd(summary.Types[row].Name, row);
            }
        }

        return _byName.TryGetValue(name, out var found) ? Type(found) : null;
    }

    /// <summary>What a use of a type means: a type of the closure; else null, for .NET's own, for parameters, and for what is not there.</summary>
    public TypeReferenceState Resolve(int use)
    {
        if (use < 0 || use >= _typeUses.Length)
        {
            return default;
        }

        if (!_typeUses[use].IsKnown)
        {
            var written = summary.TypeUses[use];
            var hasArguments = written.Arguments.Length > 0;
            _typeUses[use] = new TypeReferenceState(true, false, null) { HasArguments = hasArguments }; // ends circles
            _typeUses[use] = Read(written) with { HasArguments = hasArguments };
        }

        return _typeUses[use];
    }

    /// <summary>The type of the object of a call, where it says what runs: 'constrained.' with a struct, or an object that was just made; else null.</summary>
    public TypeNode? ResolveExact(int use) =>
        Resolve(use).Type is { } type && (type.Is(TypeTraits.ValueType) || !type.Is(TypeTraits.Interface)) ? type : null;

    /// <summary>What a body uses.</summary>
    /// <param name="row">The method's row.</param>
    /// <param name="buffer">Where edges may be put; they stay there until the next call.</param>
    public ReadOnlySpan<Edge> EdgesOf(int row, ref Edge[] buffer)
    {
        if (!universe.IsSlicedOften)
        {
            return summary.Methods[row].Edges.Unpack(ref buffer);
        }

        _edges ??= new Edge[]?[_methods.Length];
        return _edges[row] ??= summary.Methods[row].Edges.Unpack(ref buffer).ToArray();
    }

    /// <summary>The method that a use means, or null.</summary>
    public MethodNode? ResolveMember(int use) => ResolveUse(use).Method;

    /// <summary>What a use of a member means.</summary>
    public MemberReferenceState ResolveUse(int use)
    {
        if (!_memberUses[use].IsKnown)
        {
            var written = summary.MemberUses[use];
            _memberUses[use] = new MemberReferenceState(true, written.Arguments.Length > 0 || summary.TypeUses[written.Parent].Arguments.Length > 0, Read(written));
        }

        return _memberUses[use];
    }

    private TypeReferenceState Read(TypeUse use) => use.Kind switch
    {
        TypeUseKind.Definition when use.Index < summary.Types.Length => new TypeReferenceState(true, false, Type(use.Index)),
        TypeUseKind.Reference when use.Assembly.Length == 0 => new TypeReferenceState(true, false, Find(use.Text)),
        TypeUseKind.Reference => universe.FindType(use.Assembly, use.Text),
        TypeUseKind.Instance => Resolve(use.Index),
        _ => new TypeReferenceState(true, false, null),
    };

    private MethodNode? Read(MemberUse use)
    {
        if (use.Definition >= 0)
        {
            return use.Definition < summary.Methods.Length ? Method(use.Definition) : null;
        }

        if (Resolve(use.Parent).Type is not { } type)
        {
            return null;
        }

        // A member may have moved to a base type since the reference was compiled; the runtime looks there, too.
        return type.Find(use, exact: true) ?? Above(type, use, exact: true) ?? Above(type, use, exact: false);
    }

    private static MethodNode? Above(TypeNode type, MemberUse use, bool exact)
    {
        var chain = type.Supertypes.Chain;
        for (var at = 1; at < chain.Length; at++)
        {
            if (chain[at].Type.Find(use, exact) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}

/// <summary>What a use of a type means.</summary>
/// <param name="IsKnown">Whether somebody asked before.</param>
/// <param name="IsMissing">Whether its assembly is not there, or could not be read.</param>
/// <param name="Type">The type of the closure.</param>
internal readonly record struct TypeReferenceState(bool IsKnown, bool IsMissing, TypeNode? Type)
{
    /// <summary>Whether it is written with arguments, or an array or pointer.</summary>
    public bool HasArguments { get; init; }
}

/// <summary>What a use of a member means.</summary>
/// <param name="IsKnown">Whether somebody asked before.</param>
/// <param name="HasArguments">Whether it, or its type, is written with arguments.</param>
/// <param name="Method">The method of the closure.</param>
internal readonly record struct MemberReferenceState(bool IsKnown, bool HasArguments, MethodNode? Method);

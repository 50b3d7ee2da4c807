using System.Globalization;
using System.Text;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>All that a type is: itself, its base types, its interfaces, as far as they are in the closure.</summary>
/// <param name="Chain">Itself and its base types, the nearest first.</param>
/// <param name="Interfaces">Its interfaces, each with its arguments once.</param>
/// <param name="ForeignInterfaces">Names of interfaces of .NET, or of what is not there.</param>
/// <param name="ForeignBase">Name of the nearest base type that is not in the closure; null for interfaces.</param>
internal sealed record Supertypes(IReadOnlyList<Supertype> Chain, IReadOnlyList<Supertype> Interfaces, IReadOnlyCollection<string> ForeignInterfaces, string? ForeignBase)
{
    private const int MostDepth = 64;
    private const int MostInterfaces = 512;

    private Supertype[]? _all;
    private TypeNode[]? _distinct;

    /// <summary>Both.</summary>
    public Supertype[] All => _all ??= [.. Chain, .. Interfaces];

    /// <summary>The types among them, each once, whatever their arguments.</summary>
    public TypeNode[] Distinct => _distinct ??= [.. All.Select(entry => entry.Type).Distinct()];

    /// <summary>Whether some interface of .NET has a member of a name; null where that is not known.</summary>
    public bool? IsForeignMember(string name)
    {
        var isKnown = true;
        foreach (var found in ForeignInterfaces.Select(FrameworkInterfaces.Find))
        {
            if (found is null)
            {
                isKnown = false;
            }
            else if (Array.BinarySearch(found, name, StringComparer.Ordinal) >= 0)
            {
                return true;
            }
        }

        return isKnown ? false : null;
    }

    /// <summary>Finds them.</summary>
    public static Supertypes Of(TypeNode type)
    {
        var chain = new List<Supertype>();
        var interfaces = new List<Supertype>();
        var foreign = new HashSet<string>(StringComparer.Ordinal);
        for (Supertype? at = new Supertype(type, null); at is not null && chain.Count < MostDepth; at = Above(at, at.Type.Summary.Base))
        {
            chain.Add(at);
            AddInterfaces(at, 0);
        }

        var top = chain[^1].Type;
        return new Supertypes(chain, interfaces, foreign, top.Summary.Base < 0 ? null : NameOf(top, top.Summary.Base));

        void AddInterfaces(Supertype of, int depth)
        {
            foreach (var use in of.Type.Summary.Interfaces)
            {
                if (Above(of, use) is not { } found)
                {
                    foreign.Add(NameOf(of.Type, use));
                }
                else if (depth < MostDepth && interfaces.Count < MostInterfaces && !interfaces.Exists(found.IsSame))
                {
                    interfaces.Add(found);
                    AddInterfaces(found, depth + 1);
                }
            }
        }
    }

    /// <summary>Puts the arguments of a type where its parameters stand.</summary>
    public static string Substitute(string text, string[]? arguments)
    {
        if (arguments is null || !text.Contains('!', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var end = text[at] == '!' ? text.IndexOf(';', at) : -1;
            if (end > 0 && int.TryParse(text.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < arguments.Length)
            {
                result.Append(arguments[number]);
                at = end;
            }
            else
            {
                result.Append(text[at]);
            }
        }

        return result.ToString();
    }

    private static string NameOf(TypeNode type, int number)
    {
        var uses = type.Assembly.Summary.TypeUses;
        return uses[uses[number].Kind == TypeUseKind.Instance ? uses[number].Index : number].Text;
    }

    private static Supertype? Above(Supertype below, int use)
    {
        var assembly = below.Type.Assembly;
        if (assembly.Resolve(use).Type is not { } type)
        {
            return null;
        }

        var written = assembly.Summary.TypeUses[use];
        return written.Kind != TypeUseKind.Instance
            ? new Supertype(type, null)
            : new Supertype(type, [.. written.Arguments.Select(argument => Substitute(assembly.Summary.TypeUses[argument].Text, below.Arguments))]);
    }
}

/// <summary>A type that another is.</summary>
/// <param name="Type">Which.</param>
/// <param name="Arguments">Canonical texts of its arguments, as the lowest type gives them; null where it is not generic, or is that type itself.</param>
internal sealed record Supertype(TypeNode Type, string[]? Arguments)
{
    private Dictionary<string, MethodNode[]>? _slots;

    /// <summary>Its methods that could override or implement others, by their keys as the lowest type sees them.</summary>
    /// <param name="key">The key.</param>
    public MethodNode[] Find(string key)
    {
        if (Arguments is null)
        {
            return Type.Slots.GetValueOrDefault(key) ?? [];
        }

        _slots ??= Type.Slots.Values
            .SelectMany(methods => methods)
            .GroupBy(method => Supertypes.Substitute(method.SlotKey, Arguments), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        return _slots.GetValueOrDefault(key) ?? [];
    }

    /// <summary>Its virtual methods, by their keys as the lowest type sees them.</summary>
    public IEnumerable<(string Key, MethodNode Method)> VirtualMethods => Type.Slots
        .SelectMany(pair => pair.Value.Where(method => method.Is(MethodTraits.Virtual) && !method.Is(MethodTraits.Static)).Select(method => (Supertypes.Substitute(pair.Key, Arguments), method)));

    /// <summary>Whether this may be an instance with other arguments: none is known to differ.</summary>
    /// <param name="arguments">Texts of the arguments; null where any will do.</param>
    public bool MayBe(string[]? arguments)
    {
        if (Arguments is null || arguments is null || arguments.Length != Arguments.Length || Type.Is(TypeTraits.Variant))
        {
            return true;
        }

        for (var at = 0; at < arguments.Length; at++)
        {
            if (arguments[at] != Arguments[at] && !Arguments[at].AsSpan().ContainsAny('!', '^'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether another is the same type with the same arguments.</summary>
    public bool IsSame(Supertype other) => Type == other.Type && (Arguments ?? []).SequenceEqual(other.Arguments ?? [], StringComparer.Ordinal);
}

using System.Globalization;
using System.Text;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>All that a type is: itself, its base types, its interfaces, as far as they are in the closure.</summary>
/// <param name="Chain">Itself and its base types, the nearest first.</param>
/// <param name="Interfaces">Its interfaces, each with its arguments once.</param>
/// <param name="ForeignInterfaces">Names of interfaces of .NET, or of what is not there.</param>
/// <param name="ForeignBase">Name of the nearest base type that is not in the closure; null for interfaces.</param>
internal sealed record Supertypes(Supertype[] Chain, Supertype[] Interfaces, HashSet<string> ForeignInterfaces, string? ForeignBase)
{
    private const int MostDepth = 64;
    private const int MostInterfaces = 512;

    private static readonly HashSet<string> None = [];

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
    /// <param name="type">The type.</param>
    /// <param name="known">Those of a type as far as somebody asked for them.</param>
    public static Supertypes Of(TypeNode type, Func<TypeNode, Supertypes?> known)
    {
        var chain = new List<Supertype>();
        var interfaces = new List<Supertype>();
        HashSet<string>? foreign = null;
        for (Supertype? at = new Supertype(type, null); at is not null && chain.Count < MostDepth; at = Above(at, at.Type.Summary.Base))
        {
            // What a type is that is not generic, whatever is below it is as well.
            if (at.Arguments is null && known(at.Type) is { } above && above.Chain.Length + chain.Count < MostDepth && above.Interfaces.Length + interfaces.Count < MostInterfaces)
            {
                interfaces.AddRange(interfaces.Count == 0 ? above.Interfaces : [.. above.Interfaces.Where(one => !interfaces.Exists(one.IsSame))]);
                foreign?.UnionWith(above.ForeignInterfaces);
                return new Supertypes([.. chain, .. above.Chain], [.. interfaces], foreign ?? above.ForeignInterfaces, above.ForeignBase);
            }

            chain.Add(at);
            AddInterfaces(at, 0);
        }

        var top = chain[^1].Type;
        return new Supertypes([.. chain], [.. interfaces], foreign ?? None, top.Summary.Base < 0 ? null : NameOf(top, top.Summary.Base));

        void AddInterfaces(Supertype of, int depth)
        {
            var written = of.Type.Summary.Interfaces;
            for (var at = 0; at < written.Length; at++)
            {
                var use = written[at];
                if (Above(of, use) is not { } found)
                {
                    foreign ??= new HashSet<string>(StringComparer.Ordinal);
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
            : new Supertype(type, Array.ConvertAll(written.ArgumentTexts(), argument => Substitute(argument, below.Arguments)));
    }
}

/// <summary>A type that another is.</summary>
/// <param name="Type">Which.</param>
/// <param name="Arguments">Canonical texts of its arguments, as the lowest type gives them; null where it is not generic, or is that type itself.</param>
internal sealed record Supertype(TypeNode Type, string[]? Arguments)
{
    private SlotTable? _slots;

    /// <summary>Its methods that could override or implement others, by their keys as the lowest type sees them.</summary>
    public SlotTable Slots => _slots ??= Type.Slots.Substitute(Type.Assembly.Universe.Keys, Arguments);

    /// <summary>The key of one of its members as the lowest type sees it.</summary>
    public int KeyOf(MethodNode member) => Type.Assembly.Universe.Keys.Substitute(member.SlotKey, Arguments);

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

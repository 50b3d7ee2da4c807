using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Analyzers.Uses;

/// <summary>
/// The table from member to capability, of one compilation. Nearly every use of a member ends at the first look-up here, which is
/// what keeps the analyzer cheap.
/// </summary>
/// <param name="map">What members of the .NET libraries do.</param>
/// <param name="source">The assembly that is compiled: what its members do is seen where they do it.</param>
internal sealed class MemberMeanings(CapabilityMap map, IAssemblySymbol source)
{
    // Values of DynamicallyAccessedMemberTypes: PublicParameterlessConstructor, and all that holds it.
    private const int ParameterlessConstructor = 1;

    private const string RequiresCapability = "RequiresCapabilityAttribute";

    private readonly ConcurrentDictionary<ISymbol, MemberMeaning> _known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _marking = new(SymbolEqualityComparer.Default);

    /// <summary>What the use of a member means.</summary>
    /// <param name="member">An original definition: a method, an accessor, a field.</param>
    public MemberMeaning Of(ISymbol member) => _known.TryGetValue(member, out var known) ? known : _known.GetOrAdd(member, Decide);

    /// <summary>What any of the members of a name may do.</summary>
    /// <param name="type">The type as in metadata.</param>
    /// <param name="name">The name.</param>
    public IEnumerable<Capability> OfNamed(string type, string name) => map.FindAny(type, name).Where(Gates).Select(entry => new Capability(entry.Kind!, null));

    /// <summary>What it means to make an object of a type by its constructor without parameters.</summary>
    /// <param name="type">The type.</param>
    public MemberMeaning OfCreating(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        return definition.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.IsEmpty) is { } constructor
            ? Of(constructor)
            : MemberMeaning.Nothing;
    }

    private MemberMeaning Decide(ISymbol member)
    {
        var entries = IsOfSource(member) ? OfAccessor(member) : InMap(member);
        var required = MayRequire(member) ? RequiredCapabilities.Of(member) : [];
        var creates = member is IMethodSymbol { IsGenericMethod: true } method && method.TypeParameters.Any(IsCreated);
        return entries.IsEmpty && required.IsEmpty && !creates ? MemberMeaning.Nothing : new MemberMeaning(entries, required, creates);
    }

    // An accessor has no body: what it does is what the member does that it names.
    private ImmutableArray<MapEntry> OfAccessor(ISymbol member) => member is IMethodSymbol { IsExtern: true } method && AccessedMember.Of(method) is { } accessed
        ? [.. map.FindAny(accessed.Type, accessed.Name).Where(Gates).Select(entry => new MapEntry(entry.Kind, null, default))]
        : [];

    // What overrides a member of the libraries in another library does what that member does; in this source its body is seen.
    private ImmutableArray<MapEntry> InMap(ISymbol member)
    {
        for (var symbol = member; symbol?.ContainingType is { } type; symbol = (symbol as IMethodSymbol)?.OverriddenMethod?.OriginalDefinition)
        {
            var found = map.Find(MetadataName.Of(type), symbol.MetadataName, MetadataName.Parameters(symbol));
            if (found.IsEmpty && symbol is IMethodSymbol { MethodKind: MethodKind.EventAdd, AssociatedSymbol: { } subscribed })
            {
                found = map.Find(MetadataName.Of(type), subscribed.MetadataName, []);
            }

            if (!found.IsEmpty)
            {
                return [.. found.Where(Gates)];
            }
        }

        return [];
    }

    // To read the attributes of every member of the libraries costs more than all else: only where the attribute can be known.
    private bool MayRequire(ISymbol member) =>
        member.ContainingAssembly is { } assembly && _marking.GetOrAdd(assembly, _ => Knows(assembly) || assembly.Modules.Any(
            module => module.ReferencedAssemblySymbols.Any(Knows)));

    private static bool Knows(IAssemblySymbol assembly) => assembly.TypeNames.Contains(RequiresCapability);

    private bool IsOfSource(ISymbol member) => SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, source);

    private static bool Gates(MapEntry entry) => CapabilityKind.Find(entry.Kind!)?.Gates == true;

    /// <summary>Whether a type parameter stands for what is created.</summary>
    public static bool IsCreated(ITypeParameterSymbol parameter) =>
        parameter.HasConstructorConstraint
        || parameter.GetAttributes().Any(attribute =>
            attribute.AttributeClass?.Name == "DynamicallyAccessedMembersAttribute"
            && attribute.ConstructorArguments is { Length: > 0 } arguments
            && arguments[0].Value is int members
            && (members & ParameterlessConstructor) != 0);
}

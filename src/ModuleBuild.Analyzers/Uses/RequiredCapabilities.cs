using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Analyzers.Uses;

/// <summary>
/// Reads <c>[RequiresCapability("network:connect", Target = "…")]</c> of a member, of what it overrides, and of the types around it.
/// The attribute is known by its full name, so that a library may declare a copy of its own.
/// </summary>
internal static class RequiredCapabilities
{
    private const string Attribute = "RequiresCapabilityAttribute";

    /// <summary>The capabilities that a member asks for.</summary>
    /// <param name="member">The member.</param>
    public static ImmutableArray<Capability> Of(ISymbol member)
    {
        var found = ImmutableArray<Capability>.Empty;
        for (var symbol = member; symbol is not null; symbol = Overridden(symbol))
        {
            found = Add(found, symbol);
            if (symbol is IMethodSymbol { AssociatedSymbol: { } property })
            {
                found = Add(found, property);
            }

            for (var type = symbol.ContainingType; type is not null; type = type.ContainingType)
            {
                found = Add(found, type);
            }
        }

        return found;
    }

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod?.OriginalDefinition,
        IPropertySymbol property => property.OverriddenProperty?.OriginalDefinition,
        IEventSymbol @event => @event.OverriddenEvent?.OriginalDefinition,
        _ => null,
    };

    private static ImmutableArray<Capability> Add(ImmutableArray<Capability> found, ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: Attribute } type
                && type.ContainingNamespace is { Name: "ModuleBuild", ContainingNamespace.IsGlobalNamespace: true }
                && attribute.ConstructorArguments is { Length: > 0 } arguments
                && arguments[0].Value is string name
                && CapabilityKind.Named(name) is { Gates: true } kind)
            {
                var target = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Target").Value.Value as string;
                var capability = new Capability(kind.Name, target is null or Capability.AnyTarget ? null : target);
                found = found.Contains(capability) ? found : found.Add(capability);
            }
        }

        return found;
    }
}

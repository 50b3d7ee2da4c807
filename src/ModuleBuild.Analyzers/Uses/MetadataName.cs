using Microsoft.CodeAnalysis;

namespace ModuleBuild.Analyzers.Uses;

/// <summary>Names as metadata has them and the map writes them.</summary>
internal static class MetadataName
{
    /// <summary>Full name of a type: <c>System.Collections.Generic.List`1</c>, <c>Outer+Nested</c>.</summary>
    /// <param name="type">The type.</param>
    public static string Of(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            return Of(outer) + "+" + type.MetadataName;
        }

        var space = type.ContainingNamespace;
        return space is null || space.IsGlobalNamespace ? type.MetadataName : space.ToDisplayString() + "." + type.MetadataName;
    }

    /// <summary>Short names of parameter types: <c>String</c>, <c>Span</c>, <c>String[]</c>.</summary>
    /// <param name="member">A method or an indexer.</param>
    public static IReadOnlyList<string> Parameters(ISymbol member) => member switch
    {
        IMethodSymbol method => [.. method.Parameters.Select(parameter => Short(parameter.Type))],
        IPropertySymbol property => [.. property.Parameters.Select(parameter => Short(parameter.Type))],
        _ => [],
    };

    private static string Short(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Short(array.ElementType) + "[]",
        IPointerTypeSymbol pointer => Short(pointer.PointedAtType) + "*",
        INamedTypeSymbol { IsGenericType: false } named => named.MetadataName,
        _ => type.Name,
    };
}

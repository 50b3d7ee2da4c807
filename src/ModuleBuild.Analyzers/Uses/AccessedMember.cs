using Microsoft.CodeAnalysis;

namespace ModuleBuild.Analyzers.Uses;

/// <summary>The member that a method with <c>[UnsafeAccessor]</c> stands for.</summary>
internal static class AccessedMember
{
    private const int Constructor = 0;

    /// <summary>Type and name as in metadata; null where the method is no accessor.</summary>
    /// <param name="method">A method without a body.</param>
    public static (string Type, string Name)? Of(IMethodSymbol method)
    {
        if (Find(method.GetAttributes(), "UnsafeAccessorAttribute") is not { ConstructorArguments: { Length: 1 } arguments } accessor
            || arguments[0].Value is not int kind)
        {
            return null;
        }

        var name = accessor.NamedArguments.FirstOrDefault(argument => argument.Key == "Name").Value.Value as string ?? method.Name;
        var type = kind == Constructor ? Type(method.ReturnType, method.GetReturnTypeAttributes())
            : !method.Parameters.IsEmpty ? Type(method.Parameters[0].Type, method.Parameters[0].GetAttributes())
            : null;
        return type is null ? null : (type, kind == Constructor ? ".ctor" : name);
    }

    // Where a type cannot be written, a text names it.
    private static string? Type(ITypeSymbol type, IEnumerable<AttributeData> attributes) =>
        Find(attributes, "UnsafeAccessorTypeAttribute") is { ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is string text ? text.Split('[', ',')[0].Trim()
        : type is INamedTypeSymbol named ? MetadataName.Of(named.OriginalDefinition)
        : null;

    private static AttributeData? Find(IEnumerable<AttributeData> attributes, string name) => attributes.FirstOrDefault(
        attribute => attribute.AttributeClass is { } type && type.Name == name && MetadataName.Of(type) == "System.Runtime.CompilerServices." + name);
}

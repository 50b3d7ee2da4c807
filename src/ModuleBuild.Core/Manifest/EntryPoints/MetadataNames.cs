using System.Reflection.Metadata;

namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>Full names of types in metadata, as reflection writes them: <c>Namespace.Outer+Nested</c>.</summary>
internal static class MetadataNames
{
    /// <summary>Nesting deeper than this is no program but damaged metadata, which may even nest a type in itself.</summary>
    private const int MaxNesting = 64;

    public static string FullName(this MetadataReader reader, TypeDefinitionHandle handle, int depth = 0)
    {
        var type = reader.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        return outer.IsNil
            ? Join(reader, type.Namespace, type.Name)
            : $"{reader.FullName(outer, Deeper(depth))}+{reader.GetString(type.Name)}";
    }

    public static string FullName(this MetadataReader reader, TypeReferenceHandle handle, int depth = 0)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind != HandleKind.TypeReference || type.ResolutionScope.IsNil
            ? Join(reader, type.Namespace, type.Name)
            : $"{reader.FullName((TypeReferenceHandle)type.ResolutionScope, Deeper(depth))}+{reader.GetString(type.Name)}";
    }

    /// <summary>Where the outermost type around a reference comes from: an assembly, this module, or another module file.</summary>
    public static EntityHandle OutermostScope(this MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        for (var depth = 0; scope.Kind == HandleKind.TypeReference && !scope.IsNil; depth = Deeper(depth))
        {
            scope = reader.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope;
        }

        return scope;
    }

    private static string Join(MetadataReader reader, StringHandle space, StringHandle name) =>
        space.IsNil ? reader.GetString(name) : $"{reader.GetString(space)}.{reader.GetString(name)}";

    private static int Deeper(int depth) =>
        depth < MaxNesting ? depth + 1 : throw new BadImageFormatException("Types are nested in a circle.");
}

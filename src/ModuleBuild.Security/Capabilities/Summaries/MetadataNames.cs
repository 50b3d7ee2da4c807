using System.Reflection;
using System.Reflection.Metadata;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Names of types as metadata has them: <c>Acme.Outer+Nested`1</c>.</summary>
internal static class MetadataNames
{
    // Cyclic nesting is possible in bytes, if nowhere else.
    private const int MostDepth = 32;

    public static string Of(MetadataReader reader, TypeDefinitionHandle handle, int depth = 0)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        if ((type.Attributes & TypeAttributes.VisibilityMask) > TypeAttributes.Public)
        {
            var outer = type.GetDeclaringType();
            return depth < MostDepth && !outer.IsNil ? Of(reader, outer, depth + 1) + "+" + name : name;
        }

        return Join(reader.GetString(type.Namespace), name);
    }

    public static string Of(MetadataReader reader, TypeReferenceHandle handle, int depth = 0)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference && !type.ResolutionScope.IsNil && depth < MostDepth
            ? Of(reader, (TypeReferenceHandle)type.ResolutionScope, depth + 1) + "+" + name
            : Join(reader.GetString(type.Namespace), name);
    }

    /// <summary>Simple name of the assembly that a reference points to; empty for the own one.</summary>
    public static string AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        for (var depth = 0; depth < MostDepth; depth++)
        {
            var scope = reader.GetTypeReference(handle).ResolutionScope;
            switch (scope.Kind)
            {
                case HandleKind.AssemblyReference:
                    return reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name);
                case HandleKind.TypeReference when !scope.IsNil:
                    handle = (TypeReferenceHandle)scope;
                    break;
                default:
                    return string.Empty;
            }
        }

        return string.Empty;
    }

    private static string Join(string space, string name) => space.Length == 0 ? name : space + "." + name;
}

using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>A class in the chain from an entry point up to <c>System.Object</c>.</summary>
/// <param name="Assembly">Where it is defined.</param>
/// <param name="Handle">Its definition.</param>
/// <param name="Arguments">The type arguments with which the chain uses it.</param>
internal readonly record struct ClassLink(ModuleAssembly Assembly, TypeDefinitionHandle Handle, ImmutableArray<SignatureType> Arguments)
{
    public TypeDefinition Definition => Assembly.Reader.GetTypeDefinition(Handle);

    /// <summary>Full name of the base class without type arguments; null for <c>System.Object</c> and interfaces.</summary>
    public string? BaseName => Base() is { Definition: var definition } type
        ? definition.Kind switch
        {
            HandleKind.TypeDefinition => Assembly.Reader.FullName((TypeDefinitionHandle)definition),
            HandleKind.TypeReference => Assembly.Reader.FullName((TypeReferenceHandle)definition),
            _ => type.Name,
        }
        : null;

    /// <summary>The base class where it can be found; null where it cannot.</summary>
    public ClassLink? FindBase(AssemblyReferences references)
    {
        if (Base() is not { } type)
        {
            return null;
        }

        var reader = Assembly.Reader;
        if (type.Definition.Kind == HandleKind.TypeDefinition)
        {
            return new(Assembly, (TypeDefinitionHandle)type.Definition, type.Arguments);
        }

        if (type.Definition.Kind != HandleKind.TypeReference)
        {
            return null;
        }

        var reference = (TypeReferenceHandle)type.Definition;
        var scope = reader.OutermostScope(reference);
        if (scope.IsNil || scope.Kind != HandleKind.AssemblyReference)
        {
            return null;
        }

        var assemblyName = reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name);
        return references.Find(assemblyName, reader.FullName(reference)) is { } found
            ? new(found.Assembly, found.Type, type.Arguments)
            : null;
    }

    private SignatureType? Base()
    {
        var handle = Definition.BaseType;
        if (handle.IsNil)
        {
            return null;
        }

        var reader = Assembly.Reader;
        return handle.Kind switch
        {
            HandleKind.TypeSpecification => SignatureTypes.DecodeBase(reader, (TypeSpecificationHandle)handle, Arguments),
            _ => new SignatureType(string.Empty, handle, []),
        };
    }
}

using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>A type as a signature names it.</summary>
/// <param name="Name">Full name, type arguments in angle brackets.</param>
/// <param name="Definition">Its definition or reference in the same metadata; nil where it is not a plain type.</param>
/// <param name="Arguments">Type arguments of a generic type.</param>
internal sealed record SignatureType(string Name, EntityHandle Definition, ImmutableArray<SignatureType> Arguments)
{
    public static SignatureType Named(string name) => new(name, default, []);
}

/// <summary>Reads types out of signatures; the context holds the type arguments of the class that the signature belongs to.</summary>
internal sealed class SignatureTypes : ISignatureTypeProvider<SignatureType, ImmutableArray<SignatureType>>
{
    public static readonly SignatureTypes Instance = new();

    /// <summary>The decoder recurses over nested types, so that a signature of damaged metadata could exhaust the stack.</summary>
    private const int MaxSignatureLength = 2048;

    public static SignatureType DecodeBase(MetadataReader reader, TypeSpecificationHandle handle, ImmutableArray<SignatureType> arguments)
    {
        var specification = reader.GetTypeSpecification(handle);
        RefuseGiants(reader, specification.Signature);
        return specification.DecodeSignature(Instance, arguments);
    }

    public static MethodSignature<SignatureType> DecodeMethod(
        MetadataReader reader, MethodDefinition method, ImmutableArray<SignatureType> arguments)
    {
        RefuseGiants(reader, method.Signature);
        return method.DecodeSignature(Instance, arguments);
    }

    public SignatureType GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        new(reader.FullName(handle), handle, []);

    public SignatureType GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        new(reader.FullName(handle), handle, []);

    // Only custom modifiers may point to one, and they are dropped below; to follow it could never end.
    public SignatureType GetTypeFromSpecification(
        MetadataReader reader, ImmutableArray<SignatureType> genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        SignatureType.Named("?");

    public SignatureType GetGenericInstantiation(SignatureType genericType, ImmutableArray<SignatureType> typeArguments)
    {
        var name = genericType.Name.Split('`')[0];
        return genericType with
        {
            Name = $"{name}<{string.Join(", ", typeArguments.Select(argument => argument.Name))}>",
            Arguments = typeArguments,
        };
    }

    public SignatureType GetGenericTypeParameter(ImmutableArray<SignatureType> genericContext, int index) =>
        index < genericContext.Length ? genericContext[index] : SignatureType.Named($"T{index}");

    public SignatureType GetGenericMethodParameter(ImmutableArray<SignatureType> genericContext, int index) =>
        SignatureType.Named($"T{index}");

    public SignatureType GetPrimitiveType(PrimitiveTypeCode typeCode) =>
        SignatureType.Named(typeCode == PrimitiveTypeCode.Void ? "void" : $"System.{typeCode}");

    public SignatureType GetSZArrayType(SignatureType elementType) => SignatureType.Named($"{elementType.Name}[]");

    public SignatureType GetArrayType(SignatureType elementType, ArrayShape shape) =>
        SignatureType.Named($"{elementType.Name}[{new string(',', Math.Max(0, shape.Rank - 1))}]");

    public SignatureType GetByReferenceType(SignatureType elementType) => SignatureType.Named($"ref {elementType.Name}");

    public SignatureType GetPointerType(SignatureType elementType) => SignatureType.Named($"{elementType.Name}*");

    public SignatureType GetPinnedType(SignatureType elementType) => elementType;

    public SignatureType GetFunctionPointerType(MethodSignature<SignatureType> signature) => SignatureType.Named("delegate*");

    public SignatureType GetModifiedType(SignatureType modifier, SignatureType unmodifiedType, bool isRequired) => unmodifiedType;

    private static void RefuseGiants(MetadataReader reader, BlobHandle signature)
    {
        if (reader.GetBlobReader(signature).Length > MaxSignatureLength)
        {
            throw new BadImageFormatException("A signature is longer than any compiler writes.");
        }
    }
}

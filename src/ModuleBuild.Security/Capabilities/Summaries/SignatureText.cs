using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>
/// Canonical text of types in signatures: full names without their assemblies (which differ between reference and definition), <c>!n</c>
/// for parameters of the type and <c>^n</c> for those of the method. Two members of a type with the same name are told apart by it.
/// </summary>
internal sealed class SignatureText : ISignatureTypeProvider<string, object?>
{
    /// <summary>Most levels of a type in a type: metadata may nest them without end.</summary>
    private const int MostDepth = 64;

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode switch
    {
        PrimitiveTypeCode.Void => "Void",
        PrimitiveTypeCode.Boolean => "Boolean",
        PrimitiveTypeCode.Char => "Char",
        PrimitiveTypeCode.SByte => "SByte",
        PrimitiveTypeCode.Byte => "Byte",
        PrimitiveTypeCode.Int16 => "Int16",
        PrimitiveTypeCode.UInt16 => "UInt16",
        PrimitiveTypeCode.Int32 => "Int32",
        PrimitiveTypeCode.UInt32 => "UInt32",
        PrimitiveTypeCode.Int64 => "Int64",
        PrimitiveTypeCode.UInt64 => "UInt64",
        PrimitiveTypeCode.Single => "Single",
        PrimitiveTypeCode.Double => "Double",
        PrimitiveTypeCode.String => "String",
        PrimitiveTypeCode.IntPtr => "IntPtr",
        PrimitiveTypeCode.UIntPtr => "UIntPtr",
        PrimitiveTypeCode.Object => "Object",
        PrimitiveTypeCode.TypedReference => "TypedReference",
        _ => throw new BadImageFormatException(),
    };

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        MetadataNames.Of(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        MetadataNames.Of(reader, handle);

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        throw new BadImageFormatException();

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', Math.Clamp(shape.Rank - 1, 0, 32))}]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        Bounded($"{genericType}<{string.Join(',', typeArguments)}>");

    public string GetGenericTypeParameter(object? genericContext, int index) => string.Create(CultureInfo.InvariantCulture, $"!{index};");

    public string GetGenericMethodParameter(object? genericContext, int index) => string.Create(CultureInfo.InvariantCulture, $"^{index};");

    public string GetFunctionPointerType(MethodSignature<string> signature) =>
        Bounded($"fn({string.Join(',', signature.ParameterTypes)}){signature.ReturnType}");

    /// <summary>The text of a method's signature: <c>`1 Void(String,!0;)</c>.</summary>
    public static string Of(MethodSignature<string> signature) => (signature.GenericParameterCount > 0
        ? string.Create(CultureInfo.InvariantCulture, $"`{signature.GenericParameterCount} ") : string.Empty)
        + $"{signature.ReturnType}({string.Join(',', signature.ParameterTypes)})";

    /// <summary>Whether a signature's blob is too deep to be read without danger to the stack.</summary>
    public static bool IsTooDeep(BlobReader blob) => blob.Length > MostDepth * 64;

    private static string Bounded(string text) => text.Length <= 1 << 14 ? text : throw new BadImageFormatException();
}

using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Compatibility.Metadata;

/// <summary>
/// Canonical texts of signatures, exact as the runtime compares them: return type, value type or class, and modifiers count
/// (<c>init</c>, <c>in</c>). Types stand without their assemblies, because a forwarded type is the same type; that an assembly still has
/// a type is looked at for itself. The context holds the type arguments of the type to which the signature belongs.
/// </summary>
internal sealed class SignatureKey : ISignatureTypeProvider<string, ImmutableArray<string>>
{
    private const int ValueType = 0x11;

    // The decoder recurses over nested types: damaged metadata could exhaust the stack, or nest a text in itself.
    private const int LongestBlob = 4096;
    private const int LongestText = 1 << 14;

    private static readonly SignatureKey Instance = new();

    /// <summary>The text of a method's signature.</summary>
    public static string Of(MetadataReader reader, MethodDefinition method, ImmutableArray<string> arguments) =>
        Text(method.DecodeSignature(Demand(reader, method.Signature), arguments));

    /// <summary>The text of a field's signature.</summary>
    public static string Of(MetadataReader reader, FieldDefinition field, ImmutableArray<string> arguments) =>
        "field " + field.DecodeSignature(Demand(reader, field.Signature), arguments);

    /// <summary>The text of the signature by which a member is referenced.</summary>
    public static string Of(MetadataReader reader, MemberReference member) => member.GetKind() == MemberReferenceKind.Field
        ? "field " + member.DecodeFieldSignature(Demand(reader, member.Signature), [])
        : Text(member.DecodeMethodSignature(Demand(reader, member.Signature), []));

    /// <summary>A base type, an interface or the parent of a member; null where it is an array, a parameter or the like.</summary>
    /// <param name="reader">The metadata.</param>
    /// <param name="handle">A definition, a reference or a constructed type; nil gives null.</param>
    /// <param name="arguments">Type arguments of the type that names it.</param>
    public static TypeUse? TypeOf(MetadataReader reader, EntityHandle handle, ImmutableArray<string> arguments)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition when !handle.IsNil:
                return new TypeUse(AssemblyName(reader), MetadataNames.Of(reader, (TypeDefinitionHandle)handle), []);
            case HandleKind.TypeReference when !handle.IsNil:
                var type = (TypeReferenceHandle)handle;
                return MetadataNames.AssemblyOf(reader, type) is var assembly
                    ? new TypeUse(assembly.Length == 0 ? AssemblyName(reader) : assembly, MetadataNames.Of(reader, type), [])
                    : null;
            case HandleKind.TypeSpecification when !handle.IsNil:
                return Constructed(reader, reader.GetTypeSpecification((TypeSpecificationHandle)handle), arguments);
            default:
                return null;
        }
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Named(MetadataNames.Of(reader, handle), rawTypeKind);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        Named(MetadataNames.Of(reader, handle), rawTypeKind);

    // Only modifiers may point to one; to follow it could never end.
    public string GetTypeFromSpecification(
        MetadataReader reader, ImmutableArray<string> genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => "?";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', Math.Clamp(shape.Rank - 1, 0, 32))}]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) =>
        Bounded($"{unmodifiedType}{{{(isRequired ? "req" : "opt")} {modifier}}}");

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        Bounded($"{genericType}<{string.Join(',', typeArguments)}>");

    public string GetGenericTypeParameter(ImmutableArray<string> genericContext, int index) =>
        !genericContext.IsDefault && index < genericContext.Length ? genericContext[index] : string.Create(CultureInfo.InvariantCulture, $"!{index};");

    public string GetGenericMethodParameter(ImmutableArray<string> genericContext, int index) => string.Create(CultureInfo.InvariantCulture, $"^{index};");

    public string GetFunctionPointerType(MethodSignature<string> signature) => Bounded($"fn({Text(signature)})");

    private static TypeUse? Constructed(MetadataReader reader, TypeSpecification specification, ImmutableArray<string> arguments)
    {
        var provider = Demand(reader, specification.Signature);
        var blob = reader.GetBlobReader(specification.Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        blob.ReadCompressedInteger(); // class or value type
        var definition = TypeOf(reader, blob.ReadTypeHandle(), default);
        var decoder = new SignatureDecoder<string, ImmutableArray<string>>(provider, reader, arguments);
        var given = ImmutableArray.CreateBuilder<string>();
        for (var count = blob.ReadCompressedInteger(); count > 0; count--)
        {
            given.Add(decoder.DecodeType(ref blob));
        }

        return definition is null ? null : definition with { Arguments = given.ToImmutable() };
    }

    private static string AssemblyName(MetadataReader reader) => reader.GetString(reader.GetAssemblyDefinition().Name);

    private static string Named(string name, byte kind) => kind == ValueType ? "value " + name : name;

    private static string Text(MethodSignature<string> signature) => Bounded(
        (signature.Header.IsInstance ? "instance " : string.Empty)
        + (signature.GenericParameterCount > 0 ? string.Create(CultureInfo.InvariantCulture, $"`{signature.GenericParameterCount} ") : string.Empty)
        + $"{signature.ReturnType}({string.Join(',', signature.ParameterTypes)})");

    private static SignatureKey Demand(MetadataReader reader, BlobHandle signature) =>
        reader.GetBlobReader(signature).Length <= LongestBlob ? Instance : throw new BadImageFormatException("A signature is longer than any compiler writes.");

    private static string Bounded(string text) => text.Length <= LongestText ? text : throw new BadImageFormatException("A signature is larger than any compiler writes.");
}

using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>The types to which an assembly refers, each once, numbered in the order in which they are met.</summary>
/// <param name="reader">The assembly's metadata.</param>
internal sealed class TypeUses(MetadataReader reader) : ISignatureTypeProvider<int, object?>
{
    private readonly List<WrittenType> _uses = [];
    private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityHandle, int> _byHandle = [];

    /// <summary>All of them.</summary>
    public WrittenType[] ToArray() => [.. _uses];

    /// <summary>A type by its number.</summary>
    public WrittenType this[int number] => _uses[number];

    /// <summary>Number of the type that a handle means; that of an unknown type where it means none.</summary>
    public int Of(EntityHandle handle)
    {
        if (_byHandle.TryGetValue(handle, out var known))
        {
            return known;
        }

        return _byHandle[handle] = handle.Kind switch
        {
            HandleKind.TypeDefinition => GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
            HandleKind.TypeReference => GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
            HandleKind.TypeSpecification => OfSpecification((TypeSpecificationHandle)handle),
            _ => Other("?"),
        };
    }

    /// <summary>Number of the type that a text names as <c>Type.GetType</c> understands it; without an assembly it is the own one's, or .NET's.</summary>
    public int Named(string text)
    {
        var name = text.Split('[', ',')[0].Trim();
        var assembly = text[(text.LastIndexOf(']') + 1)..].Split(',');
        foreach (var handle in assembly.Length > 1 ? [] : reader.TypeDefinitions)
        {
            if (MetadataNames.Of(reader, handle) == name)
            {
                return GetTypeFromDefinition(reader, handle, 0);
            }
        }

        return Add("r:", new WrittenType(TypeUseKind.Reference, name, assembly.Length > 1 ? assembly[1].Trim() : "System.Private.CoreLib", -1, []));
    }

    /// <summary>Numbers of the arguments of a generic method.</summary>
    public int[] ArgumentsOf(MethodSpecification specification)
    {
        var blob = reader.GetBlobReader(specification.Signature);
        return SignatureText.IsTooDeep(blob) ? [] : [.. specification.DecodeSignature(this, null)];
    }

    public int GetTypeFromDefinition(MetadataReader metadata, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Add("d:", new WrittenType(TypeUseKind.Definition, MetadataNames.Of(reader, handle), string.Empty, System.Reflection.Metadata.Ecma335.MetadataTokens.GetRowNumber(handle) - 1, []));

    public int GetTypeFromReference(MetadataReader metadata, TypeReferenceHandle handle, byte rawTypeKind) =>
        Add("r:", new WrittenType(TypeUseKind.Reference, MetadataNames.Of(reader, handle), MetadataNames.AssemblyOf(reader, handle), -1, []));

    public int GetTypeFromSpecification(MetadataReader metadata, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        throw new BadImageFormatException();

    public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments)
    {
        var text = $"{_uses[genericType].Text}<{string.Join(',', typeArguments.Select(argument => _uses[argument].Text))}>";
        return text.Length > 1 << 14
            ? throw new BadImageFormatException()
            : Add(string.Create(CultureInfo.InvariantCulture, $"i:{genericType}:{string.Join('.', typeArguments)}:"), new WrittenType(TypeUseKind.Instance, text, string.Empty, genericType, [.. typeArguments]));
    }

    public int GetGenericTypeParameter(object? genericContext, int index) =>
        Add("t:", new WrittenType(TypeUseKind.TypeParameter, string.Create(CultureInfo.InvariantCulture, $"!{index};"), string.Empty, index, []));

    public int GetGenericMethodParameter(object? genericContext, int index) =>
        Add("m:", new WrittenType(TypeUseKind.MethodParameter, string.Create(CultureInfo.InvariantCulture, $"^{index};"), string.Empty, index, []));

    public int GetSZArrayType(int elementType) => Element(elementType, "[]");

    public int GetArrayType(int elementType, ArrayShape shape) => Element(elementType, $"[{new string(',', Math.Clamp(shape.Rank - 1, 0, 32))}]");

    public int GetByReferenceType(int elementType) => Element(elementType, "&");

    public int GetPointerType(int elementType) => Element(elementType, "*");

    public int GetPinnedType(int elementType) => elementType;

    public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => unmodifiedType;

    public int GetPrimitiveType(PrimitiveTypeCode typeCode) => Other(typeCode.ToString());

    public int GetFunctionPointerType(MethodSignature<int> signature) =>
        Other($"fn({string.Join(',', signature.ParameterTypes.Select(parameter => _uses[parameter].Text))}){_uses[signature.ReturnType].Text}");

    private int OfSpecification(TypeSpecificationHandle handle)
    {
        var specification = reader.GetTypeSpecification(handle);
        return SignatureText.IsTooDeep(reader.GetBlobReader(specification.Signature)) ? Other("?") : specification.DecodeSignature(this, null);
    }

    private int Element(int element, string ending) =>
        Add("o:", new WrittenType(TypeUseKind.Other, _uses[element].Text + ending, string.Empty, -1, [element]));

    private int Other(string text) => Add("o:", new WrittenType(TypeUseKind.Other, text, string.Empty, -1, []));

    private int Add(string kind, WrittenType use)
    {
        var key = kind + use.Assembly + ":" + use.Text;
        if (!_byText.TryGetValue(key, out var number))
        {
            number = _uses.Count;
            _uses.Add(use);
            _byText.Add(key, number);
        }

        return number;
    }
}

using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>The methods to which an assembly refers, with what decoding a body needs of each.</summary>
/// <param name="reader">The assembly's metadata.</param>
/// <param name="types">Its types.</param>
/// <param name="touch">What the map says of members.</param>
internal sealed class MemberUses(MetadataReader reader, TypeUses types, MapLookup touch)
{
    private readonly List<WrittenMember> _uses = [];
    private readonly Dictionary<int, MemberFacts> _byToken = [];
    private readonly Dictionary<BlobHandle, SignatureFacts> _signatures = [];
    private readonly SignatureText _text = new();

    /// <summary>All that edges need.</summary>
    public WrittenMember[] ToArray() => [.. _uses];

    /// <summary>What is known of the method that a token means; null where it means none.</summary>
    public MemberFacts? Of(EntityHandle handle)
    {
        var token = MetadataTokens.GetToken(handle);
        if (!_byToken.TryGetValue(token, out var facts))
        {
            facts = Read(handle);
            _byToken.Add(token, facts!);
        }

        return facts;
    }

    /// <summary>What a signature says.</summary>
    public SignatureFacts SignatureOf(BlobHandle handle)
    {
        if (_signatures.TryGetValue(handle, out var known))
        {
            return known;
        }

        var blob = reader.GetBlobReader(handle);
        if (SignatureText.IsTooDeep(blob))
        {
            throw new BadImageFormatException();
        }

        var signature = new SignatureDecoder<string, object?>(_text, reader, null).DecodeMethodSignature(ref blob);
        return _signatures[handle] = new SignatureFacts(
            SignatureText.Of(signature),
            signature.ParameterTypes.Length,
            signature.Header.IsInstance && !signature.Header.HasExplicitThis,
            signature.ReturnType == "Void",
            [.. signature.ParameterTypes]);
    }

    /// <summary>Number of a method among the uses; it is kept only once an edge asks.</summary>
    public int NumberOf(MemberFacts facts)
    {
        if (facts.Number < 0)
        {
            facts.Number = _uses.Count;
            _uses.Add(facts.Use);
        }

        return facts.Number;
    }

    private MemberFacts? Read(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                var definition = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                var row = MetadataTokens.GetRowNumber(handle) - 1;
                return Facts(types.Of(definition.GetDeclaringType()), definition.Name, definition.Signature, row, []);
            case HandleKind.MemberReference:
                var reference = reader.GetMemberReference((MemberReferenceHandle)handle);
                return reference.GetKind() == MemberReferenceKind.Method
                    ? Facts(ParentOf(reference.Parent), reference.Name, reference.Signature, -1, [])
                    : null;
            case HandleKind.MethodSpecification:
                var specification = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                return specification.Method.Kind != HandleKind.MethodSpecification && Of(specification.Method) is { } generic
                    ? new MemberFacts(generic.Use with { Arguments = types.ArgumentsOf(specification) }, generic.Signature, generic.Reference, generic.Entries)
                    : null;
            default:
                return null;
        }
    }

    private int ParentOf(EntityHandle parent) => parent.Kind == HandleKind.MethodDefinition
        ? types.Of(reader.GetMethodDefinition((MethodDefinitionHandle)parent).GetDeclaringType())
        : types.Of(parent);

    private MemberFacts Facts(int parent, StringHandle nameHandle, BlobHandle signatureHandle, int definition, int[] arguments)
    {
        var signature = SignatureOf(signatureHandle);
        var name = reader.GetString(nameHandle);
        var type = types[parent];
        var owner = type.Kind == TypeUseKind.Instance ? types[type.Index] : type;
        var entries = owner.Kind == TypeUseKind.Reference ? touch.Find(owner.Text, name, signature) : [];
        return new MemberFacts(new WrittenMember(parent, name, signature.Text, definition, arguments), signature, owner, entries);
    }
}

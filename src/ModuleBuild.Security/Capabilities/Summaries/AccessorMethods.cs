using System.Reflection.Metadata;
using ModuleBuild.Security.Capabilities.Bodies;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Methods without a body that are another member, whatever its access: <c>[UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "Start")]</c>.</summary>
/// <param name="reader">The assembly's metadata.</param>
/// <param name="types">Its types.</param>
/// <param name="map">What members of .NET do.</param>
/// <param name="edges">What a body uses.</param>
internal sealed class AccessorMethods(MetadataReader reader, TypeUses types, MapLookup map, EdgeList edges)
{
    // Values of UnsafeAccessorKind.
    private const int Constructor = 0;
    private const int Field = 3;

    /// <summary>What a method does that has no body: it uses the member that its attribute names; nothing where it has no such attribute.</summary>
    public Edge[] Read(MethodDefinitionHandle handle)
    {
        var method = reader.GetMethodDefinition(handle);
        if (Attribute(method.GetCustomAttributes(), "UnsafeAccessorAttribute") is not { FixedArguments: [{ Value: int kind }, ..] } attribute)
        {
            return [];
        }

        edges.Start();
        var name = attribute.NamedArguments.Where(argument => argument.Name == "Name").Select(argument => argument.Value as string).FirstOrDefault();
        name = kind == Constructor ? ".ctor" : name ?? reader.GetString(method.Name);
        if (TypeOf(method, kind) is { } type)
        {
            Use(type, name, kind);
        }
        else
        {
            Unknown(name);
        }

        return edges.Finish();
    }

    private void Use(int number, string name, int kind)
    {
        var type = types[number];
        var owner = type.Kind == TypeUseKind.Instance ? types[type.Index] : type;
        if (owner.Kind is not (TypeUseKind.Definition or TypeUseKind.Reference))
        {
            Unknown(name);
            return;
        }

        var entries = owner.Kind == TypeUseKind.Reference ? map.FindAny(owner.Text, name) : [];
        foreach (var entry in entries)
        {
            edges.AddSite(new CapabilitySite(entry.Kind!, null, owner.Assembly, MemberDisplay.Of(owner.Text, name, [])), 0);
        }

        if (!GenericInterest.IsOurs(types, number))
        {
            if (entries.IsEmpty)
            {
                Unknown(name);
            }

            return;
        }

        if (kind < Field)
        {
            edges.AddNamed(EdgeKind.Named, name, number, 0);
        }

        edges.Add(new Edge(kind == Constructor ? EdgeKind.Token : EdgeKind.StaticField, number, -1, 0));
    }

    // A member of .NET of which the map says nothing may be one that others cannot see, and do anything.
    private void Unknown(string name) => edges.AddSite(new CapabilitySite("reflection:invoke", null, string.Empty, name), 0);

    // The member's type is that of the first parameter, or what a constructor gives back. Where that cannot be written, a text names it.
    private int? TypeOf(MethodDefinition method, int kind)
    {
        var place = kind == Constructor ? 0 : 1;
        foreach (var handle in method.GetParameters())
        {
            var parameter = reader.GetParameter(handle);
            if (parameter.SequenceNumber == place && Attribute(parameter.GetCustomAttributes(), "UnsafeAccessorTypeAttribute") is { } named)
            {
                return named.FixedArguments is [{ Value: string text }, ..] ? types.Named(text) : null;
            }
        }

        if (SignatureText.IsTooDeep(reader.GetBlobReader(method.Signature)))
        {
            return null;
        }

        var signature = method.DecodeSignature(types, null);
        var type = place == 0 ? signature.ReturnType : signature.ParameterTypes is [var first, ..] ? first : (int?)null;
        return type is { } number && types[number] is { Kind: TypeUseKind.Other, Arguments: [var element], Text: [.., '&'] } ? element : type;
    }

    private CustomAttributeValue<string>? Attribute(CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var handle in attributes)
        {
            var attribute = reader.GetCustomAttribute(handle);
            var type = attribute.Constructor.Kind switch
            {
                HandleKind.MemberReference => reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent,
                HandleKind.MethodDefinition => reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType(),
                _ => default,
            };
            if (!type.IsNil && types[types.Of(type)].Text == "System.Runtime.CompilerServices." + name)
            {
                return attribute.DecodeValue(new AttributeTypes(reader));
            }
        }

        return null;
    }
}

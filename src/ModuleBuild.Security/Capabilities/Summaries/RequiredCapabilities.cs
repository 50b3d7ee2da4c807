using System.Reflection.Metadata;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>
/// What <c>[RequiresCapability("network:connect", Target = "…")]</c> says of methods, of their properties and events, and of the types around
/// them, as the analyzer reads it in source. The attribute is known by its full name.
/// </summary>
/// <param name="reader">The assembly's metadata.</param>
internal sealed class RequiredCapabilities(MetadataReader reader)
{
    private const string Attribute = "ModuleBuild.RequiresCapabilityAttribute";
    private const int MostDepth = 32;

    private readonly Dictionary<EntityHandle, List<CapabilitySite>> _byHolder = Read(reader);

    /// <summary>What a method asks for, each once.</summary>
    public IEnumerable<CapabilitySite> Of(MethodDefinitionHandle handle) => _byHolder.Count == 0 ? [] : Holders(handle)
        .SelectMany(holder => _byHolder.GetValueOrDefault(holder) ?? [])
        .Distinct();

    private IEnumerable<EntityHandle> Holders(MethodDefinitionHandle handle)
    {
        yield return handle;
        var type = reader.GetMethodDefinition(handle).GetDeclaringType();
        for (var depth = 0; !type.IsNil && depth < MostDepth; depth++, type = reader.GetTypeDefinition(type).GetDeclaringType())
        {
            yield return type;
        }
    }

    private static Dictionary<EntityHandle, List<CapabilitySite>> Read(MetadataReader reader)
    {
        var found = new Dictionary<EntityHandle, List<CapabilitySite>>();
        if (!IsKnownTo(reader))
        {
            return found;
        }

        foreach (var handle in reader.CustomAttributes)
        {
            try
            {
                var attribute = reader.GetCustomAttribute(handle);
                if (NameOf(reader, attribute.Constructor) == Attribute && SiteOf(attribute.DecodeValue(new AttributeTypes(reader))) is { } site)
                {
                    foreach (var holder in MembersOf(reader, attribute.Parent))
                    {
                        (found.TryGetValue(holder, out var sites) ? sites : found[holder] = []).Add(site);
                    }
                }
            }
            catch (Exception e) when (SummaryBuilder.IsDamage(e))
            {
                // What an attribute says that cannot be read, nobody knows; what the code does is looked at anyway.
            }
        }

        return found;
    }

    // Nearly no assembly has it, and some have tens of thousands of other attributes.
    private static bool IsKnownTo(MetadataReader reader) =>
        reader.TypeReferences.Any(handle => reader.StringComparer.Equals(reader.GetTypeReference(handle).Name, "RequiresCapabilityAttribute"))
        || reader.TypeDefinitions.Any(handle => reader.StringComparer.Equals(reader.GetTypeDefinition(handle).Name, "RequiresCapabilityAttribute"));

    private static string NameOf(MetadataReader reader, EntityHandle constructor) => constructor.Kind switch
    {
        HandleKind.MethodDefinition => MetadataNames.Of(reader, reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()),
        HandleKind.MemberReference when reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } type =>
            MetadataNames.Of(reader, (TypeReferenceHandle)type),
        _ => string.Empty,
    };

    private static CapabilitySite? SiteOf(CustomAttributeValue<string> value)
    {
        if (value.FixedArguments is not [{ Value: string name }, ..] || CapabilityKind.Named(name) is not { Gates: true } kind)
        {
            return null;
        }

        var target = value.NamedArguments.Where(argument => argument.Name == "Target").Select(argument => argument.Value as string).FirstOrDefault();
        return new CapabilitySite(kind.Name, target is null or Capability.AnyTarget ? null : target, string.Empty, "[RequiresCapability]");
    }

    // Of a property and an event it is about the accessors.
    private static IEnumerable<EntityHandle> MembersOf(MetadataReader reader, EntityHandle parent)
    {
        switch (parent.Kind)
        {
            case HandleKind.PropertyDefinition:
                var property = reader.GetPropertyDefinition((PropertyDefinitionHandle)parent).GetAccessors();
                return [property.Getter, property.Setter];
            case HandleKind.EventDefinition:
                var @event = reader.GetEventDefinition((EventDefinitionHandle)parent).GetAccessors();
                return [@event.Adder, @event.Remover];
            default:
                return [parent];
        }
    }
}

using System.Reflection.Metadata;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Compatibility.Metadata;

/// <summary>Attributes that say a text.</summary>
internal static class AttributeTexts
{
    /// <summary>The first argument of each attribute of a type; empty where it has none.</summary>
    public static IEnumerable<string> Of(MetadataReader reader, CustomAttributeHandleCollection attributes, string type)
    {
        foreach (var handle in attributes)
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (NameOf(reader, attribute.Constructor) == type)
            {
                yield return FirstText(reader.GetBlobReader(attribute.Value));
            }
        }
    }

    private static string FirstText(BlobReader value) =>
        value.Length > 4 && value.ReadUInt16() == 1 && value.ReadSerializedString() is { } text ? text : string.Empty;

    private static string NameOf(MetadataReader reader, EntityHandle constructor) => constructor.Kind switch
    {
        HandleKind.MemberReference when reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } type =>
            MetadataNames.Of(reader, (TypeReferenceHandle)type),
        HandleKind.MethodDefinition =>
            MetadataNames.Of(reader, reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()),
        _ => string.Empty,
    };
}

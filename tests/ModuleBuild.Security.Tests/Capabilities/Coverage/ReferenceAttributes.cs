using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Tests.Capabilities.Coverage;

/// <summary>Public members of the reference packs that attributes mark as looking for members by name, making code, or being Windows' own.</summary>
internal static class ReferenceAttributes
{
    private const string Space = "System.Diagnostics.CodeAnalysis.";

    /// <summary>Marked members; the leaf is the attribute.</summary>
    public static IEnumerable<ReachedLeaf> Members() => ReferencePacks.NetFiles().SelectMany(Of);

    private static List<ReachedLeaf> Of(string file)
    {
        using var image = new PEReader(ImmutableArray.Create(File.ReadAllBytes(file)));
        var reader = image.GetMetadataReader();
        var accessors = reader.PropertyDefinitions.Select(reader.GetPropertyDefinition)
            .SelectMany(property => new[] { property.GetAccessors().Getter, property.GetAccessors().Setter }.Where(method => !method.IsNil)
                .Select(method => (Method: method, Attributes: property.GetCustomAttributes())))
            .ToLookup(pair => pair.Method, pair => pair.Attributes);
        var members = new List<ReachedLeaf>();
        foreach (var handle in reader.MethodDefinitions)
        {
            var method = reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.MemberAccessMask) is not (MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem))
            {
                continue;
            }

            var type = reader.GetTypeDefinition(method.GetDeclaringType());
            var attributes = accessors[handle].Append(method.GetCustomAttributes()).Append(type.GetCustomAttributes())
                .SelectMany(group => group).SelectMany(attribute => Kinds(reader, attribute)).Distinct();
            var parameters = method.DecodeSignature(new SignatureText(), null).ParameterTypes.Select(MemberDisplay.Short).ToImmutableArray();
            members.AddRange(attributes.Select(found => new ReachedLeaf(
                found.Kinds, MetadataNames.Of(reader, method.GetDeclaringType()), reader.GetString(method.Name), parameters, found.Leaf)));
        }

        return members;
    }

    private static IEnumerable<(string Kinds, string Leaf)> Kinds(MetadataReader reader, CustomAttributeHandle handle)
    {
        var attribute = reader.GetCustomAttribute(handle);
        var name = attribute.Constructor.Kind == HandleKind.MemberReference
            && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
            ? MetadataNames.Of(reader, (TypeReferenceHandle)type) : string.Empty;
        return name switch
        {
            Space + "RequiresDynamicCodeAttribute" => [("dynamic:code|dynamic:load|reflection:invoke", "RequiresDynamicCode")],
            Space + "RequiresUnreferencedCodeAttribute" => [("deserialize:polymorphic|dynamic:code|dynamic:load|reflection:invoke", "RequiresUnreferencedCode")],
            Space + "RequiresAssemblyFilesAttribute" => [("dynamic:load|file:read", "RequiresAssemblyFiles")],
            "System.Runtime.Versioning.SupportedOSPlatformAttribute" when IsWindows(reader, attribute) => [("crypto:keystore|file:read|file:write|ipc:pipe|native:memory|native:pinvoke|network:listen|process:inspect|registry:read|registry:write", "SupportedOSPlatform(windows)")],
            _ => [],
        };
    }

    // A prolog of two bytes, and the text.
    private static bool IsWindows(MetadataReader reader, CustomAttribute attribute)
    {
        var value = reader.GetBlobReader(attribute.Value);
        return value.ReadUInt16() == 1 && value.ReadSerializedString() is { } platform && platform.StartsWith("windows", StringComparison.Ordinal);
    }
}

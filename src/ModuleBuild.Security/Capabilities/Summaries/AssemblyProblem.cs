using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Why the code of an assembly is not, or not all, there to be looked into.</summary>
internal static class AssemblyProblem
{
    private static readonly string[] Obfuscators =
    [
        "ConfusedByAttribute", "DotfuscatorAttribute", "ObfuscatedByGoliath", "BabelObfuscatorAttribute", "SmartAssembly.Attributes.PoweredByAttribute",
        "NineRays.Obfuscator.Evaluation", "YanoAttribute", "CryptoObfuscator.ProtectedWithCryptoObfuscatorAttribute", "DotNetPatcherObfuscatorAttribute",
    ];

    /// <summary>The reason as a part of a sentence that begins with the assembly's name, or null.</summary>
    public static string? Of(PEReader image, MetadataReader reader, MethodDraft[] methods, int unreadable)
    {
        if (HasAttribute(reader, name => name == "System.Runtime.CompilerServices.ReferenceAssemblyAttribute"))
        {
            return "it is a reference assembly: it has no code";
        }

        var header = image.PEHeaders.CorHeader;
        if (header is not null && (header.Flags & CorFlags.ILOnly) == 0 && header.ManagedNativeHeaderDirectory.Size == 0)
        {
            return "it has native code beside .NET's (mixed mode)";
        }

        if (HasAttribute(reader, name => Obfuscators.Contains(name, StringComparer.Ordinal)))
        {
            return "it is obfuscated";
        }

        return unreadable == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{unreadable} of its {methods.Length} methods could not be read: it is damaged or obfuscated");
    }

    private static bool HasAttribute(MetadataReader reader, Func<string, bool> matches)
    {
        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes().Concat(reader.GetModuleDefinition().GetCustomAttributes()))
        {
            var constructor = reader.GetCustomAttribute(handle).Constructor;
            var name = constructor.Kind switch
            {
                HandleKind.MemberReference when reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } type =>
                    MetadataNames.Of(reader, (TypeReferenceHandle)type),
                HandleKind.MethodDefinition => MetadataNames.Of(reader, reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()),
                _ => string.Empty,
            };
            if (matches(name))
            {
                return true;
            }
        }

        return false;
    }
}

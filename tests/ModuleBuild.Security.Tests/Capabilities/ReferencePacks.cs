using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>The public members of .NET, as the reference packs beside the running runtime list them.</summary>
internal static class ReferencePacks
{
    private static readonly Lazy<ILookup<string, string[]>?> Read = new(ReadMembers);

    /// <summary>Parameter types by <c>Type.Member</c>; null where the packs are not there.</summary>
    public static ILookup<string, string[]>? Members => Read.Value;

    /// <summary>Folder of dotnet.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath("../../..", Path.GetDirectoryName(typeof(object).Assembly.Location)!);

    private static ILookup<string, string[]>? ReadMembers()
    {
        var files = new[] { "Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref" }
            .Select(pack => Path.Combine(DotnetRoot, "packs", pack))
            .Where(Directory.Exists)
            .SelectMany(pack => Directory.EnumerateFiles(pack, "*.dll", SearchOption.AllDirectories).Where(file => file.Contains("/ref/", StringComparison.Ordinal) || file.Contains("\\ref\\", StringComparison.Ordinal)))
            .ToList();
        return files.Count == 0 ? null : files.SelectMany(MembersOf).ToLookup(member => member.Name, member => member.Parameters, StringComparer.Ordinal);
    }

    private static IEnumerable<(string Name, string[] Parameters)> MembersOf(string file)
    {
        using var image = new PEReader(ImmutableArray.Create(File.ReadAllBytes(file)));
        var reader = image.GetMetadataReader();
        foreach (var handle in reader.MethodDefinitions)
        {
            var method = reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.MemberAccessMask) is not (MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem))
            {
                continue;
            }

            var type = MetadataNames.Of(reader, method.GetDeclaringType());
            var signature = method.DecodeSignature(new SignatureText(), null);
            yield return ($"{type}.{reader.GetString(method.Name)}", [.. signature.ParameterTypes.Select(MemberDisplay.Short)]);
        }
    }
}

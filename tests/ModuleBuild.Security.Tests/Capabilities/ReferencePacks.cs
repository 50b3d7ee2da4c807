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

    private static readonly Lazy<IReadOnlyDictionary<string, HashSet<string>>> AllInterfaces = new(ReadInterfaces);

    /// <summary>Parameter types by <c>Type.Member</c>; null where the packs are not there.</summary>
    public static ILookup<string, string[]>? Members => Read.Value;

    /// <summary>Names of the instance members of each public interface, also of those that it builds upon; empty where the packs are not there.</summary>
    public static IReadOnlyDictionary<string, HashSet<string>> Interfaces => AllInterfaces.Value;

    /// <summary>Folder of dotnet.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath("../../..", Path.GetDirectoryName(typeof(object).Assembly.Location)!);

    private static ILookup<string, string[]>? ReadMembers()
    {
        var files = Files();
        return files.Count == 0 ? null : files.SelectMany(MembersOf).ToLookup(member => member.Name, member => member.Parameters, StringComparer.Ordinal);
    }

    /// <summary>The assemblies of .NET's own reference pack; none where it is not there.</summary>
    public static IReadOnlyList<string> NetFiles() => Files("Microsoft.NETCore.App.Ref");

    private static List<string> Files() => Files("Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref");

    private static List<string> Files(params string[] packs) =>
    [
        .. packs
            .Select(pack => Path.Combine(DotnetRoot, "packs", pack))
            .Where(Directory.Exists)
            .SelectMany(pack => Directory.EnumerateFiles(pack, "*.dll", SearchOption.AllDirectories).Where(file => file.Contains("/ref/", StringComparison.Ordinal) || file.Contains("\\ref\\", StringComparison.Ordinal))),
    ];

    private static Dictionary<string, HashSet<string>> ReadInterfaces()
    {
        var members = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var above = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (name, own, bases) in Files().SelectMany(InterfacesOf))
        {
            members[name] = [.. own];
            above[name] = bases;
        }

        foreach (var name in members.Keys.ToList())
        {
            Add(name, above[name], members[name]);
        }

        return members;

        void Add(string name, string[] bases, HashSet<string> to)
        {
            foreach (var known in bases.Where(members.ContainsKey))
            {
                to.UnionWith(members[known]);
                Add(known, above[known], to);
            }
        }
    }

    private static IEnumerable<(string Name, string[] Members, string[] Bases)> InterfacesOf(string file)
    {
        using var image = new PEReader(ImmutableArray.Create(File.ReadAllBytes(file)));
        var reader = image.GetMetadataReader();
        var uses = new TypeUses(reader);
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.Interface) != 0 && (type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic)
            {
                yield return (
                    MetadataNames.Of(reader, handle),
                    [.. type.GetMethods().Select(reader.GetMethodDefinition).Where(method => (method.Attributes & MethodAttributes.Static) == 0).Select(method => reader.GetString(method.Name)).Distinct()],
                    [.. type.GetInterfaceImplementations().Select(implementation => uses[uses.Of(reader.GetInterfaceImplementation(implementation).Interface)]).Select(use => use.Kind == TypeUseKind.Instance ? uses[use.Index].Text : use.Text)]);
            }
        }
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

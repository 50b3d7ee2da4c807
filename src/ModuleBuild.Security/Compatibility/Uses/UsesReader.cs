using System.Reflection;
using System.Reflection.Metadata;
using ModuleBuild.Security.Capabilities.Summaries;
using ModuleBuild.Security.Compatibility.Metadata;

namespace ModuleBuild.Security.Compatibility.Uses;

/// <summary>Reads what an assembly uses of others: its references to types and members, and what its types implement and override.</summary>
internal static class UsesReader
{
    /// <summary>Reads it.</summary>
    /// <param name="module">The assembly.</param>
    /// <param name="watched">Simple names of the other assemblies.</param>
    /// <param name="compiled">What it was compiled with, and itself.</param>
    public static ModuleUses Read(ApiAssembly module, IReadOnlySet<string> watched, ApiSet compiled) => new(
        module.Name,
        [
            .. Types(module.Reader, watched)
                .Concat(Members(module.Reader, watched))
                .Concat(Implemented(module, watched, compiled))
                .DistinctBy(member => (member.Assembly, member.Type, member.Key))
                .OrderBy(member => member.Display, StringComparer.Ordinal)
                .ThenBy(member => member.Key?.Signature, StringComparer.Ordinal),
        ]);

    private static IEnumerable<UsedMember> Types(MetadataReader reader, IReadOnlySet<string> watched) =>
        from handle in reader.TypeReferences
        let assembly = MetadataNames.AssemblyOf(reader, handle)
        where watched.Contains(assembly)
        select new UsedMember(UseKind.Uses, assembly, MetadataNames.Of(reader, handle), null);

    private static IEnumerable<UsedMember> Members(MetadataReader reader, IReadOnlySet<string> watched) =>
        from handle in reader.MemberReferences
        let member = reader.GetMemberReference(handle)
        let type = SignatureKey.TypeOf(reader, member.Parent, [])
        where type is not null && watched.Contains(type.Assembly)
        select new UsedMember(UseKind.Calls, type.Assembly, type.Name, new MemberKey(reader.GetString(member.Name), SignatureKey.Of(reader, member)));

    // What is implemented implicitly, or overridden without a call of the base, no reference names.
    private static IEnumerable<UsedMember> Implemented(ApiAssembly module, IReadOnlySet<string> watched, ApiSet compiled)
    {
        var reader = module.Reader;
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = new ApiType(module, handle, []);
            var own = type.Definition.GetMethods()
                .Select(reader.GetMethodDefinition)
                .Where(method => method.Attributes.HasFlag(MethodAttributes.Virtual))
                .Select(method => (Name: reader.GetString(method.Name), Signature: SignatureKey.Of(reader, method, [])))
                .ToHashSet();
            if (type.IsInterface || own.Count == 0)
            {
                continue;
            }

            foreach (var super in compiled.Chain(type).Skip(1).Concat(compiled.InterfacesOf(type)).Where(super => watched.Contains(super.Assembly.Name)))
            {
                foreach (var member in VirtualsOf(super).Where(member => own.Contains((member.Key.Name, member.Seen))))
                {
                    yield return new UsedMember(UseKind.Implements, super.Assembly.Name, MetadataNames.Of(super.Assembly.Reader, super.Handle), member.Key);
                }
            }
        }
    }

    // The signature by which it is found, and the one that a type sees that derives from a constructed type.
    private static IEnumerable<(MemberKey Key, string Seen)> VirtualsOf(ApiType type)
    {
        var reader = type.Assembly.Reader;
        return
            from handle in type.Definition.GetMethods()
            let method = reader.GetMethodDefinition(handle)
            where method.Attributes.HasFlag(MethodAttributes.Virtual) && !method.Attributes.HasFlag(MethodAttributes.Final)
            select (new MemberKey(reader.GetString(method.Name), SignatureKey.Of(reader, method, [])), SignatureKey.Of(reader, method, type.Arguments));
    }
}

using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Checks;
using ModuleBuild.Security.Compatibility;

namespace ModuleBuild.Tasks.Stages;

/// <summary>A host or module with which the module was compiled.</summary>
/// <param name="Requirement">What the manifest promises of it.</param>
/// <param name="IsProject">Whether it is a referenced project.</param>
/// <param name="IsUsed">Whether the compiled module references an assembly of it.</param>
internal sealed record CompareNeed(Requirement Requirement, bool IsProject, bool IsUsed);

/// <summary>Finds what there is to compare: what the manifest names, and restore gave to the compiler. A host that is no package is nobody's to compare.</summary>
internal static class CompareNeeds
{
    public static List<CompareNeed> Of(ManifestDocument document, RestoredSet restored, ImmutableArray<string> referenced)
    {
        var hosts = document.Manifest.Host.Select(host => (host.Id, host.Range, Pointer: $"/host/{Escaped(host.Id)}", IsHost: true));
        var modules = document.Manifest.Dependencies.Select(module => (module.Id, module.Range, Pointer: $"/dependencies/{Escaped(module.Id)}", IsHost: false));
        return
        [
            .. from entry in hosts.Concat(modules)
               let library = restored.Find(entry.Id)
               where library is not null
               let version = $"{entry.Pointer}/version"
               let place = document.LocateValue(document.Holds(version) ? version : entry.Pointer)
               let assemblies = AssembliesOf(library, restored)
               select new CompareNeed(
                   new Requirement(entry.Id, entry.Range, place, entry.Pointer, entry.IsHost) { CompiledAgainst = library.Version, Assemblies = assemblies },
                   library.IsProject,
                   assemblies.Intersect(referenced, StringComparer.OrdinalIgnoreCase).Any()),
        ];
    }

    // RFC 6901
    private static string Escaped(string id) => id.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    // A project's assembly has the project's name as a rule: restore does not say it before it is built.
    private static ImmutableArray<string> AssembliesOf(RestoredLibrary library, RestoredSet restored) =>
    [
        .. restored.ReachableFrom([library.Id])
            .Where(each => each.Id == library.Id || CompareVersions.IsFamily(library.Id, each.Id))
            .SelectMany(each => each.CompileAssemblies.Concat(each.RuntimeAssemblies))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}

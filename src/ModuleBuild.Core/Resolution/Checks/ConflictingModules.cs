using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>MB1009: the module, or one that was restored with it, says that it cannot live with another one of them.</summary>
internal static class ConflictingModules
{
    public static IEnumerable<Finding> Check(DependencyCheckInput input) => input.Restored.SelectMany(set => Check(input, set));

    private static IEnumerable<Finding> Check(DependencyCheckInput input, RestoredSet set)
    {
        var self = $"{input.ModuleId} {input.ModuleVersion}".TrimEnd();
        foreach (var conflict in input.Manifest.Conflicts)
        {
            if (Hit(set, conflict.Id, conflict.Range.Range) is { } hit)
            {
                var pointer = JsonPointer.Append("/conflicts", conflict.Id);
                yield return Finding.Create(
                    DiagnosticCatalog.ConflictingModule, input.Document.LocateName(pointer), self, hit.Id, hit.Version.ToNormalizedString(), Way(set, hit)) with
                {
                    Subject = pointer,
                };
            }
        }

        foreach (var module in set.Libraries)
        {
            foreach (var conflict in module.Conflicts)
            {
                if (HitsSelf(input, conflict))
                {
                    yield return At(input, set, module, input.ModuleId, input.ModuleVersion!, string.Empty);
                }
                else if (Hit(set, conflict.Id, conflict.Range.Range) is { } hit && !RestoredSet.Same(hit.Id, module.Id))
                {
                    yield return At(input, set, module, hit.Id, hit.Version.ToNormalizedString(), Way(set, hit));
                }
            }
        }
    }

    /// <summary>At the entry by which the manifest asks for the module, or for that through which it came.</summary>
    private static Finding At(DependencyCheckInput input, RestoredSet set, RestoredLibrary module, string id, string version, string way)
    {
        var declared = module;
        while (!input.Document.Holds(DependencyCheckInput.PointerOf(declared.Id)) && set.NeederOf(declared.Id) is { } needer)
        {
            declared = needer;
        }

        var pointer = DependencyCheckInput.PointerOf(declared.Id);
        return Finding.Create(DiagnosticCatalog.ConflictingModule, input.Document.LocateName(pointer), module, id, version, way) with
        {
            Subject = pointer,
        };
    }

    private static RestoredLibrary? Hit(RestoredSet set, string id, VersionRange range) =>
        set.Find(id) is { } library && range.Satisfies(library.Version) ? library : null;

    private static bool HitsSelf(DependencyCheckInput input, PackageRange conflict) =>
        RestoredSet.Same(conflict.Id, input.ModuleId) &&
        NuGetVersion.TryParse(input.ModuleVersion, out var version) &&
        conflict.Range.Range.Satisfies(version);

    private static string Way(RestoredSet set, RestoredLibrary library) =>
        set.NeederOf(library.Id) is { } needer ? $", which {needer} needs" : string.Empty;
}

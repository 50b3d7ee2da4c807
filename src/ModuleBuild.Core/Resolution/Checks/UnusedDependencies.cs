using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>
/// MB1006: a required dependency of which the compiled assembly uses no type. A manifest that names the module elsewhere, as one whose
/// extension points it uses or after which it is loaded, uses it in a way that no compiler sees.
/// </summary>
internal static class UnusedDependencies
{
    public static IEnumerable<Finding> Check(DependencyCheckInput input)
    {
        if (input.Compiled is not { } compiled || input.Restored.FirstOrDefault(set => set.Framework == compiled.Framework) is not { } restored)
        {
            return [];
        }

        var used = compiled.References.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return input.Manifest.Dependencies
            .Where(dependency => dependency.Kind == DependencyKind.Required && !IsNamedElsewhere(input.Manifest, dependency.Id))
            .Select(dependency => (dependency.Id, Reason: ReasonOf(dependency.Id)))
            .Where(pair => pair.Reason is not null)
            .Select(pair => Finding.Create(
                DiagnosticCatalog.DependencyUnused,
                input.Document.LocateName(DependencyCheckInput.PointerOf(pair.Id)),
                pair.Id,
                pair.Reason) with
            {
                Subject = DependencyCheckInput.PointerOf(pair.Id),
            });

        string? ReasonOf(string id)
        {
            var assemblies = restored.Libraries.Where(library => BelongsTo(library, id)).SelectMany(library => library.CompileAssemblies).ToList();
            if (assemblies.Count > 0)
            {
                return assemblies.Exists(used.Contains) ? null
                    : $"no type of it is used: {compiled.AssemblyFile} does not reference {Names(assemblies)}";
            }

            // Another framework's restore has it: the dependency is that framework's.
            return input.Restored.Any(set => set.Find(id) is not null) ? null : "the project does not reference it";
        }
    }

    // A module may keep its contracts in a package of their own, which by the usual custom begins with its id.
    private static bool BelongsTo(RestoredLibrary library, string id) =>
        RestoredSet.Same(library.Id, id) || library.Id.StartsWith(id + ".", StringComparison.OrdinalIgnoreCase);

    private static bool IsNamedElsewhere(ModuleManifest manifest, string id) =>
        manifest.LoadAfter.Contains(id, StringComparer.OrdinalIgnoreCase) ||
        manifest.Consumes.Any(point => point.Module is { } module && RestoredSet.Same(module, id));

    private static string Names(List<string> assemblies) =>
        string.Join(", ", assemblies.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Select(name => $"{name}.dll"));
}

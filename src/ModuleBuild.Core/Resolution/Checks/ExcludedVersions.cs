using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>MB1007: what the module was compiled against is not what its manifest allows at run time.</summary>
internal static class ExcludedVersions
{
    public static IEnumerable<Finding> Check(DependencyCheckInput input) =>
        from dependency in input.Manifest.Dependencies
        from set in input.Restored
        let library = set.Find(dependency.Id)
        where library is not null && !dependency.Range.Range.Satisfies(library.Version)
        select ToFinding(input, dependency, set, library);

    private static Finding ToFinding(DependencyCheckInput input, ModuleDependency dependency, RestoredSet set, RestoredLibrary library) =>
        Finding.Create(
            DiagnosticCatalog.RangeExcludesRestored,
            input.RangeOf(dependency.Id),
            dependency.Id,
            dependency.Range.Text,
            library.Version.ToNormalizedString(),
            WayOut(input, set, library)) with
        {
            Subject = DependencyCheckInput.PointerOf(dependency.Id),
        };

    private static string WayOut(DependencyCheckInput input, RestoredSet set, RestoredLibrary library)
    {
        if (set.NeederOf(library.Id) is { } needer)
        {
            return $"It comes with {needer}. Widen the range, or reference a version of '{library.Id}' that is in it.";
        }

        if (library.IsProject)
        {
            return "Widen the range: it is the version of the referenced project.";
        }

        return set.ReferenceTo(library.Id) is { } reference && input.Places.OfVersion(reference) is { } place
            ? $"Widen the range, or change the version at {place with { File = Path.GetFileName(place.File) }}."
            : "Widen the range, or reference a version that is in it.";
    }
}

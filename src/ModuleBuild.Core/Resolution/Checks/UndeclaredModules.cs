using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>
/// MB1005: the project references a module of which its manifest says nothing. NuGet would restore it, but no host would know that it
/// has to be there.
/// </summary>
internal static class UndeclaredModules
{
    public static IEnumerable<Finding> Check(DependencyCheckInput input)
    {
        var declared = input.Manifest.Dependencies.Select(dependency => dependency.Id)
            .Concat(input.Manifest.Host.Select(host => host.Id))
            .Append(input.ModuleId)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return input.Restored
            .SelectMany(set => set.References
                .Where(reference => reference.BringsAssemblies && !declared.Contains(reference.Id))
                .Select(reference => (reference, Library: set.Find(reference.Id))))
            .Where(pair => pair.Library is { IsModule: true })
            .DistinctBy(pair => pair.reference.Id, StringComparer.OrdinalIgnoreCase)
            .Select(pair => ToFinding(input, pair.reference, pair.Library!));
    }

    /// <summary>From the restored version to the next one that may break: the next major, before 1.0 the next minor (SemVer 2, rule 4).</summary>
    internal static string RangeAround(NuGetVersion version)
    {
        var end = version.Major > 0 ? new Version(version.Major + 1, 0, 0) : new Version(0, version.Minor + 1, 0);
        return string.Create(CultureInfo.InvariantCulture, $"[{version.ToNormalizedString()},{end})");
    }

    private static Finding ToFinding(DependencyCheckInput input, DirectReference reference, RestoredLibrary library)
    {
        var range = RangeAround(library.Version);
        var place = input.Places.OfReference(reference) ?? input.Document.LocateValue("/dependencies");
        return Finding.Create(DiagnosticCatalog.ModuleNotDeclared, place, library.Id, range) with
        {
            Subject = DependencyCheckInput.PointerOf(library.Id),
            Fix = input.Document.Addition("dependencies", library.Id, range),
        };
    }
}

using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>Whether a manifest's dependencies, the project's references and what NuGet restored agree.</summary>
public static class DependencyChecks
{
    private static readonly Func<DependencyCheckInput, IEnumerable<Finding>>[] Checks =
    [
        UndeclaredModules.Check,
        UnusedDependencies.Check,
        ExcludedVersions.Check,
        ConflictingModules.Check,
        FloatingVersions.Check,
        HostAssemblies.Check,
        LockedContents.Check,
    ];

    /// <summary>What needs a compiled assembly of one framework.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfCompilation { get; } =
        [DiagnosticCatalog.DependencyUnused, DiagnosticCatalog.HostAssemblyPacked];

    /// <summary>All that the checks can find.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Rules { get; } =
    [
        DiagnosticCatalog.ModuleNotDeclared,
        DiagnosticCatalog.RangeExcludesRestored,
        DiagnosticCatalog.ConflictingModule,
        DiagnosticCatalog.FloatingVersion,
        DiagnosticCatalog.ContentHashDiffers,
        .. OfCompilation,
    ];

    /// <summary>Runs all checks.</summary>
    /// <param name="input">What to compare.</param>
    /// <returns>Each finding once, in the order of file, line and code.</returns>
    public static ImmutableArray<Finding> Run(DependencyCheckInput input) =>
    [
        .. Checks.SelectMany(check => check(input))
            .Distinct()
            .OrderBy(finding => finding.Location.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Location.Line)
            .ThenBy(finding => finding.Location.Column)
            .ThenBy(finding => finding.Code, StringComparer.Ordinal),
    ];
}

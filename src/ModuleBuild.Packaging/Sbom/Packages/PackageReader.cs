using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Sbom.CycloneDx;

namespace ModuleBuild.Packaging.Sbom.Packages;

/// <summary>Turns libraries into components, and keeps account of what could not be learned of them: a gap is never silent.</summary>
/// <param name="projectFile">Where findings are shown, or null.</param>
internal sealed class PackageReader(string? projectFile)
{
    private readonly List<Finding> _findings = [];

    /// <summary>MB9004 as a warning for each package that has a gap, in the order in which they were read.</summary>
    public ImmutableArray<Finding> Findings => [.. _findings];

    /// <summary>The component of a library.</summary>
    /// <param name="library">The library.</param>
    /// <param name="scope"><c>required</c>, or null where it does not ship.</param>
    /// <param name="properties">What the closure knows of it.</param>
    public Component Read(ClosureLibrary library, string? scope, IEnumerable<Property> properties)
    {
        var package = ExtractedPackage.Read(library);
        if (!library.IsProject && Gap(library, package) is { } gap)
        {
            _findings.Add(Finding.Create(DiagnosticCatalog.AssetsUnusable, new SourceLocation(projectFile ?? string.Empty), gap) with
            {
                Severity = Severity.Warning,
            });
        }

        return PackageComponent.Make(library, package, scope, properties);
    }

    private static string? Gap(ClosureLibrary library, ExtractedPackage package)
    {
        var lacks = (package.Sha512, package.Nuspec) switch
        {
            (null, null) => "hash, licence and supplier",
            (null, _) => "hash",
            (_, null) => "licence and supplier",
            _ => null,
        };
        return lacks is null ? null
            : Directory.Exists(library.PackageFolder)
                ? $"package '{library.Key}' is damaged, so the SBOM lacks its {lacks}. Delete '{library.PackageFolder}' and run 'dotnet restore'."
                : $"package '{library.Key}' is no longer in the packages folder, so the SBOM lacks its {lacks}. Run 'dotnet restore'.";
    }
}

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

    private static string? Gap(ClosureLibrary library, ExtractedPackage package) => (library.PackageFolder, package) switch
    {
        (null, _) =>
            $"package '{library.Key}' is no longer in the packages folder, so the SBOM lacks its hash, licence and supplier. Run 'dotnet restore'.",
        (var folder, { Nuspec: null }) =>
            $"package '{library.Key}' has no readable nuspec, so the SBOM lacks its licence and supplier. Delete '{folder}' and run 'dotnet restore'.",
        (var folder, { Sha512: null }) =>
            $"package '{library.Key}' has no readable .nupkg.sha512, so the SBOM lacks its hash. Delete '{folder}' and run 'dotnet restore'.",
        _ => null,
    };
}

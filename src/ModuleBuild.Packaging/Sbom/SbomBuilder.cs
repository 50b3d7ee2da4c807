using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Sbom.CycloneDx;
using ModuleBuild.Packaging.Sbom.Packages;

namespace ModuleBuild.Packaging.Sbom;

/// <summary>
/// The sbom stage: a CycloneDX 1.7 document of one packed module, the same bytes from any clone. What is written, and why, stands in
/// <c>docs/sbom.md</c>.
/// </summary>
public static class SbomBuilder
{
    /// <summary>The media type of the document.</summary>
    public const string MediaType = "application/vnd.cyclonedx+json; version=1.7";

    /// <summary>Builds the document.</summary>
    /// <param name="request">All that it is made from.</param>
    /// <returns>
    /// UTF-8 JSON, with MB9004 warnings where packages could not be read; or null with findings (a shipped file that cannot be read).
    /// </returns>
    public static (byte[]? Document, ImmutableArray<Finding> Findings) Build(SbomRequest request)
    {
        var (files, unreadable) = ShippedFile.ReadAll(request.Files);
        if (unreadable.Length > 0)
        {
            return (null, unreadable);
        }

        var bundled = new BundledPackages(request.Closures, request.Files);
        var inventory = Inventory.Unite(request.Closures, bundled);
        var packages = new PackageReader(request.Project.ProjectFile);
        var module = ModuleComponent.Make(request, files);
        var graph = DependencyGraph.Make(module.BomRef!, request.Closures, inventory, files, bundled);
        var bom = new Bom
        {
            Metadata = new Metadata
            {
                Timestamp = request.Timestamp?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                Lifecycles = [new Lifecycle("build")],
                Tools = new Tools([BuildTools.ModuleBuild(request.ToolVersion)]),
                Manufacturer = module.Supplier,
                Component = module,
                Supplier = module.Supplier,
                Licenses = [new LicenseChoice(new License("CC0-1.0"))],
                Properties = [new Property(PropertyNames.Reproducible, "true")],
            },
            Components = [.. inventory.Shipped.Select(item => packages.Read(item.Library, "required", item.Properties))],
            Dependencies = graph,
            Compositions = [new Composition("complete"), new Composition("complete", [.. graph.Select(node => node.Ref)])],
            Formulation = Formulation(request.SdkVersion, inventory.BuildOnly, packages),
        };
        return (BomWriter.Write(bom), packages.Findings);
    }

    /// <summary>
    /// What took part in the build and did not ship. It stands here only: as components with <c>scope: excluded</c> it would be taken for
    /// a part of the product.
    /// </summary>
    private static IReadOnlyList<Formula>? Formulation(string? sdkVersion, ImmutableArray<ClosureLibrary> buildOnly, PackageReader packages)
    {
        var sdk = sdkVersion is null ? Array.Empty<Component>() : [BuildTools.Sdk(sdkVersion)];
        Component[] components = [.. sdk, .. buildOnly.Select(library => packages.Read(library, null, []))];
        return components.Length == 0 ? null : [new Formula("formulation", components)];
    }
}

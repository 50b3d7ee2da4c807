using System.Collections.Immutable;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Sbom.CycloneDx;
using ModuleBuild.Packaging.Sbom.Packages;
using NuGet.Frameworks;

namespace ModuleBuild.Packaging.Sbom;

/// <summary>The graph: a node for the module, for each of its files and for each package, leaves included.</summary>
internal static class DependencyGraph
{
    /// <summary>Makes the nodes, in the ordinal order of references.</summary>
    /// <param name="module">Reference of the module.</param>
    /// <param name="closures">One a target framework.</param>
    /// <param name="inventory">Their union.</param>
    /// <param name="files">What the package holds.</param>
    /// <param name="bundled">Which of them come from other packages.</param>
    public static IReadOnlyList<Dependency> Make(
        string module,
        IReadOnlyList<RuntimeClosure> closures,
        Inventory inventory,
        ImmutableArray<ShippedFile> files,
        BundledPackages bundled)
    {
        var references = inventory.Shipped.ToDictionary(
            item => item.Library.Key, item => PackageUrl.Of(item.Library.Id, item.Library.Version), StringComparer.Ordinal);
        var direct = closures.ToLookup(closure => NuGetFramework.ParseFolder(closure.TargetFramework), closure => closure.Direct);

        var packages = inventory.Shipped.Select(item => Node(references[item.Library.Key], Resolve(item.Library.Dependencies)));
        var shipped = files.Select(file => Node(PackageUrl.Of(module, file.File), Resolve(Needs(file.File))));
        var root = Node(module, Resolve(closures.SelectMany(closure => closure.Direct).Concat(bundled.Keys))
            .Concat(files.Select(file => PackageUrl.Of(module, file.File))));
        return [.. packages.Concat(shipped).Append(root).OrderBy(node => node.Ref, StringComparer.Ordinal)];

        IEnumerable<string> Resolve(IEnumerable<string> keys) => keys.Select(key => references.GetValueOrDefault(key)).OfType<string>();

        IEnumerable<string> Needs(PackagedFile file)
        {
            if (bundled.OriginOf(file) is { } origin)
            {
                return [origin];
            }

            return IsAssembly(file.PackagePath) && FrameworkFolder.Of(file.PackagePath) is { } framework
                ? direct[framework].SelectMany(keys => keys)
                : [];
        }
    }

    private static Dependency Node(string reference, IEnumerable<string> needs) => new(reference, needs.InOrder());

    // Satellite assemblies and documentation are read, not run: they need nothing.
    private static bool IsAssembly(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".dll" or ".exe" && !path.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase);
}

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
    /// <param name="origins">Key of the package from which a file was taken, by package path; the files of the module itself are absent.</param>
    public static IReadOnlyList<Dependency> Make(
        string module,
        IReadOnlyList<RuntimeClosure> closures,
        Inventory inventory,
        ImmutableArray<ShippedFile> files,
        IReadOnlyDictionary<string, string> origins)
    {
        var references = inventory.Shipped.ToDictionary(
            item => item.Library.Key, item => PackageUrl.Of(item.Library.Id, item.Library.Version), StringComparer.Ordinal);
        var direct = closures.ToLookup(closure => NuGetFramework.ParseFolder(closure.TargetFramework), closure => closure.Direct);

        var packages = inventory.Shipped.Select(item => Node(references[item.Library.Key], Resolve(item.Library.Dependencies)));
        var shipped = files.Select(file => Node(PackageUrl.Of(module, file.File), Resolve(Needs(file.File))));
        var root = Node(module, Resolve(closures.SelectMany(closure => closure.Direct).Concat(origins.Values))
            .Concat(files.Select(file => PackageUrl.Of(module, file.File))));
        return [.. packages.Concat(shipped).Append(root).OrderBy(node => node.Ref, StringComparer.Ordinal)];

        IEnumerable<string> Resolve(IEnumerable<string> keys) => keys.Select(key => references.GetValueOrDefault(key)).OfType<string>();

        IEnumerable<string> Needs(PackagedFile file) => origins.TryGetValue(file.PackagePath, out var origin)
            ? [origin]
            : FrameworkOf(file) is { } framework ? direct[framework].SelectMany(keys => keys) : [];
    }

    private static Dependency Node(string reference, IEnumerable<string> needs) => new(reference, needs.InOrder());

    /// <summary>The framework of an assembly: <c>lib/net10.0/Acme.Orders.dll</c>, <c>runtimes/linux-x64/lib/net10.0/Acme.Orders.dll</c>.</summary>
    private static NuGetFramework? FrameworkOf(PackagedFile file)
    {
        var folder = file.PackagePath.Split('/') switch
        {
            ["lib", var name, var leaf] when IsAssembly(leaf) => name,
            ["runtimes", _, "lib", var name, var leaf] when IsAssembly(leaf) => name,
            _ => null,
        };
        return folder is null ? null : NuGetFramework.ParseFolder(folder);
    }

    private static bool IsAssembly(string name) => Path.GetExtension(name).ToLowerInvariant() is ".dll" or ".exe";
}

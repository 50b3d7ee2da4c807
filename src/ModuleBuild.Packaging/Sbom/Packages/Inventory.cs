using System.Collections.Immutable;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Sbom.CycloneDx;

namespace ModuleBuild.Packaging.Sbom.Packages;

/// <summary>A library that ships or runs with the module.</summary>
/// <param name="Library">The library; its dependencies are united over the target frameworks.</param>
/// <param name="TargetFrameworks">Those for which it is needed.</param>
/// <param name="IsBundled">Whether files of it are inside the module's own package.</param>
internal sealed record InventoryItem(ClosureLibrary Library, ImmutableArray<string> TargetFrameworks, bool IsBundled)
{
    public IEnumerable<Property> Properties
    {
        get
        {
            foreach (var framework in TargetFrameworks)
            {
                yield return new Property(PropertyNames.TargetFramework, framework);
            }

            if (Library.IsProject)
            {
                yield return new Property(PropertyNames.ProjectReference, "true");
            }

            if (IsBundled)
            {
                yield return new Property(PropertyNames.Bundled, "true");
            }
        }
    }
}

/// <summary>The closures of all target frameworks as one list: what ships, and what only the build used.</summary>
/// <param name="Shipped">In the ordinal order of keys.</param>
/// <param name="BuildOnly">In the ordinal order of keys; nothing of it is in <paramref name="Shipped"/>.</param>
internal sealed record Inventory(ImmutableArray<InventoryItem> Shipped, ImmutableArray<ClosureLibrary> BuildOnly)
{
    /// <summary>Unites closures.</summary>
    /// <param name="closures">One a target framework.</param>
    /// <param name="bundled">Packages of which the module packs files itself.</param>
    public static Inventory Unite(IReadOnlyList<RuntimeClosure> closures, BundledPackages bundled)
    {
        var isBundled = bundled.Keys.ToHashSet(StringComparer.Ordinal);
        var shipped = closures
            .SelectMany(closure => Shipping(closure, bundled).Select(library => (library, closure.TargetFramework)))
            .GroupBy(pair => pair.library.Key, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new InventoryItem(
                group.First().library with
                {
                    Dependencies = [.. group.SelectMany(pair => pair.library.Dependencies).Distinct(StringComparer.Ordinal)],
                },
                [.. group.Select(pair => pair.TargetFramework).Distinct(StringComparer.Ordinal)],
                isBundled.Contains(group.Key)))
            .ToImmutableArray();
        var keys = shipped.Select(item => item.Library.Key).ToHashSet(StringComparer.Ordinal);
        return new Inventory(
            shipped,
            [
                .. closures.SelectMany(closure => closure.BuildOnly)
                    .Where(library => !keys.Contains(library.Key))
                    .DistinctBy(library => library.Key, StringComparer.Ordinal)
                    .OrderBy(library => library.Key, StringComparer.Ordinal),
            ]);
    }

    private static IEnumerable<ClosureLibrary> Shipping(RuntimeClosure closure, BundledPackages bundled)
    {
        var packed = bundled.For(closure.TargetFramework);
        return closure.Libraries.Concat(closure.BuildOnly.Where(library => packed.Contains(library.Key)));
    }
}

using System.Collections.Immutable;
using Microsoft.Build.Framework;
using ModuleBuild.Packaging;
using ModuleBuild.Packaging.Evidence;

namespace ModuleBuild.Tasks.Facts;

/// <summary>Items that pack takes besides what the build makes, with their places in the package.</summary>
internal static class PackedItems
{
    /// <summary>Places them.</summary>
    /// <param name="items">The items, excluded ones among them.</param>
    /// <param name="excluded">Absolute paths that pack leaves out.</param>
    /// <param name="project">The project.</param>
    /// <param name="contentFolders">Folders of the package for content without a package path.</param>
    /// <param name="frameworks">The frameworks of the package.</param>
    /// <param name="folders">How the package names them.</param>
    public static ImmutableArray<PackagedFile> Place(
        IEnumerable<ITaskItem> items,
        IReadOnlySet<string> excluded,
        ITaskItem project,
        IReadOnlyList<string> contentFolders,
        IEnumerable<string> frameworks,
        FrameworkFolders folders) => PackageLayout.Place(
            items.Select(item => PackItem.Read(item.ItemSpec, HasPackagePath(item), item.GetMetadata)).Where(item => !excluded.Contains(item.SourcePath)),
            project.GetMetadata("RootDir") + project.GetMetadata("Directory"),
            contentFolders,
            frameworks,
            folders);

    private static bool HasPackagePath(ITaskItem item) => item.MetadataNames.Cast<string>().Contains("PackagePath", StringComparer.OrdinalIgnoreCase);
}

using System.Collections.Immutable;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ModuleBuild.Tasks.References;

/// <summary>Items of MSBuild that reference packages and projects, to records and back.</summary>
internal static class ReferenceItems
{
    public static WrittenReferences Read(ReferenceLockedModules task, LockOfRestore locked) => new(
        FolderOf(locked.Root, Path.GetDirectoryName(task.Manifest.GetMetadata("FullPath"))!))
    {
        Packages = task.PackageReferences
            .GroupBy(item => item.ItemSpec, StringComparer.OrdinalIgnoreCase)
            .ToImmutableDictionary(group => group.Key, group => group.Min(VersionOf)!, StringComparer.OrdinalIgnoreCase),
        Projects = Ids(task.ProjectReferences.Where(IsCompiledAgainst).SelectMany(item => IdsOf(item.GetMetadata("FullPath"), locked))),
        Central = task.Central
            ? task.PackageVersions
                .GroupBy(item => item.ItemSpec, StringComparer.OrdinalIgnoreCase)
                .ToImmutableDictionary(group => group.Key, group => VersionOf(group.First()), StringComparer.OrdinalIgnoreCase)
            : null,
    };

    public static (ITaskItem[] Added, ITaskItem[] Pinned, ITaskItem[] CentralVersions) Write(ReferencePlan plan, ITaskItem[] references) => (
        [.. plan.Added.Select(Added)],
        [.. references.Where(item => VersionOf(item).Length == 0 && plan.Pinned.ContainsKey(item.ItemSpec)).Select(item => Versioned(item, plan.Pinned[item.ItemSpec]))],
        [.. plan.CentralVersions.Select(pair => Versioned(new TaskItem(pair.Key), pair.Value))]);

    private static TaskItem Added(AddedReference reference)
    {
        var item = new TaskItem(reference.Id);
        if (reference.Version is { } version)
        {
            item.SetMetadata("Version", version);
            item.SetMetadata("IsImplicitlyDefined", "true");
        }

        if (reference.IsPrivate)
        {
            // What is private is not published unless it says so, but the module runs with it.
            item.SetMetadata("PrivateAssets", "all");
            item.SetMetadata("Publish", "true");
        }

        return item;
    }

    private static TaskItem Versioned(ITaskItem item, string version)
    {
        var copy = new TaskItem(item);
        copy.SetMetadata("Version", version);
        return copy;
    }

    private static string VersionOf(ITaskItem item) =>
        item.GetMetadata("VersionOverride") is { Length: > 0 } version ? version : item.GetMetadata("Version");

    private static bool IsCompiledAgainst(ITaskItem item) => !item.GetMetadata("ReferenceOutputAssembly").Equals("false", StringComparison.OrdinalIgnoreCase);

    private static ImmutableHashSet<string> Ids(IEnumerable<string> ids) => ids.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);

    // By custom a package is called as its project, or as the module that lies in the project's folder; only building it would tell more.
    private static IEnumerable<string> IdsOf(string project, LockOfRestore locked)
    {
        yield return Path.GetFileNameWithoutExtension(project);
        if (locked.Names.TryGetValue(FolderOf(locked.Root, Path.GetDirectoryName(project)!), out var id))
        {
            yield return id;
        }
    }

    private static string FolderOf(string root, string folder) => Path.GetRelativePath(root, folder).Replace('\\', '/');
}

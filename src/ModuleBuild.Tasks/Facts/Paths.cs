using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ModuleBuild.Tasks.Facts;

/// <summary>Paths of items. Always the full path: in a multi-threaded MSBuild the working directory is not the project's.</summary>
internal static class Paths
{
    public static IReadOnlyList<string> Of(ITaskItem[] items) => [.. items.Select(item => item.GetMetadata("FullPath"))];

    public static ITaskItem[] ToItems(IEnumerable<string> paths) => [.. paths.Select(path => new TaskItem(path.Replace("%", "%25", StringComparison.Ordinal)))];
}

using Microsoft.Build.Framework;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Tasks.Facts;

/// <summary>Reads <see cref="ProjectFacts"/> from the item that <c>_ModuleBuildCollectFacts</c> makes: a property is a metadata.</summary>
internal static class ProjectFactsItem
{
    public static ProjectFacts Read(ITaskItem project) => ProjectFacts.FromProperties(project.GetMetadata("FullPath"), project.GetMetadata);
}

using System.Collections.Immutable;
using Microsoft.Build.Framework;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Checks;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Stages;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;

namespace ModuleBuild.Tasks.Stages;

/// <summary>The dependencies stage of a build: the checks, then the baseline.</summary>
internal static class DependencyCheck
{
    public static (ImmutableArray<Finding> Findings, ImmutableArray<string> Consulted) Run(CheckModuleDependencies task)
    {
        var manifest = task.SourceManifest.GetMetadata("FullPath");
        if (ManifestReader.ReadFile(manifest).Document is not { } document)
        {
            return ([], []); // the validate stage says why
        }

        var project = ProjectFactsItem.Read(task.Project);
        var items = Items(task);
        var findings = DependencyStage.Run(new DependencyStageInput(document, project, task.AssetsFile.GetMetadata("FullPath"), items)
        {
            Assembly = task.Assembly?.GetMetadata("FullPath"),
            Framework = task.Project.GetMetadata("TargetFramework"),
            LockFile = task.Lock ? Path.Combine(Workspace.FindRoot(Path.GetDirectoryName(manifest)!), WorkspaceLock.FileName) : null,
            Copied = [.. Paths.Of(task.CopyLocalFiles)],
        });
        ImmutableArray<string> files = [manifest, .. items.Select(item => item.DefinedIn).Distinct(StringComparer.Ordinal)];
        var remaining = AcceptedFindings.TakeOut(findings, Path.GetDirectoryName(manifest)!, files, NotLookedFor(project), out var baseline);
        return (remaining, baseline is null ? [] : [baseline]);
    }

    // Of several frameworks each has a build of its own, and none knows what the others' assemblies use. Some assemblies of the host
    // only pack finds.
    private static ImmutableArray<DiagnosticDescriptor> NotLookedFor(ProjectFacts project) =>
    [
        .. DiagnosticCatalog.All.Except(DependencyChecks.Rules),
        DiagnosticCatalog.HostAssemblyPacked,
        .. project.TargetFrameworks.Length > 1 ? DependencyChecks.OfCompilation : [],
    ];

    private static ImmutableArray<ReferenceItem> Items(CheckModuleDependencies task) =>
    [
        .. Items("PackageReference", task.PackageReferences),
        .. Items("ProjectReference", task.ProjectReferences),
        .. Items("PackageVersion", task.PackageVersions),
        .. Items("GlobalPackageReference", task.GlobalPackageReferences),
    ];

    private static IEnumerable<ReferenceItem> Items(string type, ITaskItem[] items) =>
        items.Select(item => ReferenceItem.Read(type, item.ItemSpec, item.GetMetadata));
}

using Microsoft.Build.Framework;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>Compares the manifest's dependencies with the project's references, what was restored and what was compiled.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckModuleDependencies : ModuleTask
{
    /// <summary>The project, with its facts as metadata.</summary>
    [Required]
    public ITaskItem Project { get; set; } = null!;

    /// <summary><c>module.json</c> in the sources.</summary>
    [Required]
    public ITaskItem SourceManifest { get; set; } = null!;

    /// <summary><c>project.assets.json</c>.</summary>
    [Required]
    public ITaskItem AssetsFile { get; set; } = null!;

    /// <summary>The compiled assembly.</summary>
    public ITaskItem? Assembly { get; set; }

    /// <summary>PackageReference items.</summary>
    public ITaskItem[] PackageReferences { get; set; } = [];

    /// <summary>ProjectReference items.</summary>
    public ITaskItem[] ProjectReferences { get; set; } = [];

    /// <summary>PackageVersion items.</summary>
    public ITaskItem[] PackageVersions { get; set; } = [];

    /// <summary>GlobalPackageReference items.</summary>
    public ITaskItem[] GlobalPackageReferences { get; set; } = [];

    /// <summary>Files that the build copies beside the assembly.</summary>
    public ITaskItem[] CopyLocalFiles { get; set; } = [];

    /// <summary>Whether what was restored must have the bytes of the lock.</summary>
    public bool Lock { get; set; } = true;

    /// <summary>Files on which the findings depend.</summary>
    [Output]
    public ITaskItem[] Consulted { get; set; } = [];

    /// <summary>Codes of errors and warnings.</summary>
    [Output]
    public ITaskItem[] Unclean { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        var (findings, consulted) = DependencyCheck.Run(this);
        Consulted = Paths.ToItems(consulted);
        Unclean = FindingReport.Log(Log, findings);
        return !Log.HasLoggedErrors;
    }
}

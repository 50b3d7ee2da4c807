using Microsoft.Build.Framework;

namespace ModuleBuild.Tasks;

/// <summary>A task that looks at the compiled module and at what it was compiled with.</summary>
public abstract class CompiledModuleTask : LockTask
{
    /// <summary>The project, with its facts as metadata.</summary>
    [Required]
    public ITaskItem Project { get; set; } = null!;

    /// <summary>The record of the validate stage.</summary>
    [Required]
    public ITaskItem Record { get; set; } = null!;

    /// <summary><c>project.assets.json</c>.</summary>
    [Required]
    public ITaskItem AssetsFile { get; set; } = null!;

    /// <summary>The compiled assembly.</summary>
    [Required]
    public ITaskItem Assembly { get; set; } = null!;

    /// <summary>All assemblies that were compiled against; their metadata say where they come from.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The release before this one.</summary>
    public ITaskItem? LastRelease { get; set; }

    /// <summary>Where the records are written.</summary>
    [Required]
    public ITaskItem Folder { get; set; } = null!;

    /// <summary>Files on which the findings depend.</summary>
    [Output]
    public ITaskItem[] Consulted { get; set; } = [];

    /// <summary>Codes of errors and warnings.</summary>
    [Output]
    public ITaskItem[] Unclean { get; set; } = [];
}

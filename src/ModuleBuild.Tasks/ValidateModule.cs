using Microsoft.Build.Framework;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>Validates a module and writes its manifest with what MSBuild knows filled in.</summary>
[MSBuildMultiThreadableTask]
public sealed class ValidateModule : ModuleTask
{
    /// <summary>The project, with its facts as metadata.</summary>
    [Required]
    public ITaskItem Project { get; set; } = null!;

    /// <summary><c>module.json</c>.</summary>
    [Required]
    public ITaskItem Manifest { get; set; } = null!;

    /// <summary>Whether rules are applied; the record is written in any case.</summary>
    public bool Rules { get; set; } = true;

    /// <summary>Leaves out warnings and notes, because the same command has reported them before.</summary>
    public bool ErrorsOnly { get; set; }

    /// <summary>The compiled assembly of each target framework.</summary>
    public ITaskItem[] Assemblies { get; set; } = [];

    /// <summary>What the assemblies were compiled against.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>Where the completed manifest is written.</summary>
    [Required]
    public ITaskItem Record { get; set; } = null!;

    /// <summary>Files on which the findings depend.</summary>
    [Output]
    public ITaskItem[] Consulted { get; set; } = [];

    /// <summary>Codes of errors and warnings.</summary>
    [Output]
    public ITaskItem[] Unclean { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        var result = ValidateStage.Run(
            Manifest.GetMetadata("FullPath"), ProjectFactsItem.Read(Project), Rules, Paths.Of(Assemblies), Paths.Of(References), Today.Utc);
        var findings = result.Findings;
        if (result.Manifest is { } manifest
            && AtomicFile.Write(Record.GetMetadata("FullPath"), ManifestWriter.Write(manifest)) is { } failure)
        {
            findings = findings.Add(failure);
        }

        Consulted = Paths.ToItems(result.Consulted);
        Unclean = FindingReport.Log(Log, findings, ErrorsOnly);
        return !Log.HasLoggedErrors;
    }
}

using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>Writes the <c>module/</c> folder of the package and names its files for pack.</summary>
[MSBuildMultiThreadableTask]
public sealed class PackModuleEvidence : ModuleTask
{
    /// <summary>The project, with its facts as metadata.</summary>
    [Required]
    public ITaskItem Project { get; set; } = null!;

    /// <summary>The record of the validate stage.</summary>
    [Required]
    public ITaskItem Manifest { get; set; } = null!;

    /// <summary><c>module.json</c> in the sources.</summary>
    [Required]
    public ITaskItem SourceManifest { get; set; } = null!;

    /// <summary><c>project.assets.json</c>.</summary>
    [Required]
    public ITaskItem AssetsFile { get; set; } = null!;

    /// <summary>Short names of the package's target frameworks.</summary>
    [Required]
    public string[] TargetFrameworks { get; set; } = [];

    /// <summary>What the build made for each framework, with metadata <c>TargetFramework</c>, <c>TargetPath</c> and <c>FinalOutputPath</c>.</summary>
    public ITaskItem[] BuildOutputs { get; set; } = [];

    /// <summary>Folders of the package for build outputs, for example <c>lib</c>.</summary>
    public string[] BuildOutputFolders { get; set; } = [];

    /// <summary>Extensions of build outputs that pack takes.</summary>
    public string[] BuildOutputExtensions { get; set; } = [];

    /// <summary>All other files on their way into the package.</summary>
    public ITaskItem[] PackageFiles { get; set; } = [];

    /// <summary>Files that pack leaves out.</summary>
    public ITaskItem[] ExcludedFiles { get; set; } = [];

    /// <summary>Folders of the package for content without a package path.</summary>
    public string[] ContentFolders { get; set; } = [];

    /// <summary>The reports of the stages analyze and compare for each target framework, with metadata <c>_ModuleBuildAnalysisOf</c>; other records of analyze lie beside its own.</summary>
    public ITaskItem[] Analyses { get; set; } = [];

    /// <summary>Evidence of the team's own stages, with metadata <c>Kind</c> and <c>MediaType</c>.</summary>
    public ITaskItem[] AdditionalEvidence { get; set; } = [];

    /// <summary>Version of the .NET SDK that builds.</summary>
    public string? SdkVersion { get; set; }

    /// <summary>SOURCE_DATE_EPOCH, where it is set.</summary>
    public string? SourceDateEpoch { get; set; }

    /// <summary>Whether files are looked at that no stage before has looked at.</summary>
    public bool Analyze { get; set; }

    /// <summary>Whether the files of the package are compared with what the host gives.</summary>
    public bool Dependencies { get; set; } = true;

    /// <summary>Whether the part of the lock that the module needs is packed.</summary>
    public bool Lock { get; set; } = true;

    /// <summary>Whether there is an SBOM.</summary>
    public bool Sbom { get; set; } = true;

    /// <summary>Whether there is a page.</summary>
    public bool Docs { get; set; } = true;

    /// <summary>Where the files are written.</summary>
    [Required]
    public ITaskItem Folder { get; set; } = null!;

    /// <summary>The files, with metadata <c>PackagePath</c>.</summary>
    [Output]
    public ITaskItem[] Evidence { get; set; } = [];

    /// <summary>Time of the sources in seconds since 1970; empty where it is unknown.</summary>
    [Output]
    public string Timestamp { get; set; } = string.Empty;

    /// <inheritdoc/>
    public override bool Execute()
    {
        var input = PackStageInput.From(this);
        var result = PackStage.Run(input, Today.Utc);
        Evidence = [.. result.Files.Select(file => new TaskItem(
            file.SourcePath, new Dictionary<string, string> { ["PackagePath"] = file.PackagePath }))];
        Timestamp = result.Timestamp?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? string.Empty;
        FindingReport.Log(Log, result.Findings, errorsOnly: true); // the gate has reported the rest
        FindingReport.Log(Log, result.OfFiles);
        FindingReport.Log(Log, PackedFilesCheck.Run(input));
        return !Log.HasLoggedErrors;
    }
}

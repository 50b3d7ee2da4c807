using System.Text;
using Microsoft.Build.Framework;
using ModuleBuild.Core.Files;
using ModuleBuild.Packaging.Docs;
using ModuleBuild.Packaging.Stages;
using ModuleBuild.Tasks.Facts;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Stages;

namespace ModuleBuild.Tasks;

/// <summary>Writes the module's page to the records, and compares committed pages with what would be generated.</summary>
[MSBuildMultiThreadableTask]
public sealed class WriteModuleDocs : ModuleTask
{
    /// <summary>The record of the validate stage.</summary>
    [Required]
    public ITaskItem Manifest { get; set; } = null!;

    /// <summary><c>module.json</c> in the sources: pages stand beside it.</summary>
    [Required]
    public ITaskItem SourceManifest { get; set; } = null!;

    /// <summary><c>project.assets.json</c>.</summary>
    [Required]
    public ITaskItem AssetsFile { get; set; } = null!;

    /// <summary>Whether pages that are out of date are an error instead of a warning.</summary>
    public bool ContinuousIntegration { get; set; }

    /// <summary>Where the page is written.</summary>
    [Required]
    public ITaskItem Page { get; set; } = null!;

    /// <summary>Files on which the findings depend.</summary>
    [Output]
    public ITaskItem[] Consulted { get; set; } = [];

    /// <summary>Codes of errors and warnings.</summary>
    [Output]
    public ITaskItem[] Unclean { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        var manifest = ManifestRecord.Read(Manifest.GetMetadata("FullPath"));
        var folder = Path.GetDirectoryName(SourceManifest.GetMetadata("FullPath"))!;
        var (pages, findings) = DocsStage.Render(manifest, folder, AssetsFile.GetMetadata("FullPath"), []);
        if (pages is not null)
        {
            var files = DocsFiles.Of(SourceManifest.GetMetadata("FullPath"), manifest);
            findings = DocsComparison.Run(pages, files, folder, ContinuousIntegration, out var consulted);
            Consulted = Paths.ToItems(consulted);
            if (AtomicFile.Write(Page.GetMetadata("FullPath"), Encoding.UTF8.GetBytes(pages.Page)) is { } failure)
            {
                findings = findings.Add(failure);
            }
        }

        Unclean = FindingReport.Log(Log, findings);
        return !Log.HasLoggedErrors;
    }
}

using Microsoft.Build.Framework;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Tasks.Releases;
using ModuleBuild.Tasks.Stages;
using NuGet.Versioning;

namespace ModuleBuild.Tasks;

/// <summary>Finds the release before the one that is built, and brings it to hand: the stages compare and analyze look at it.</summary>
[MSBuildMultiThreadableTask]
public sealed class FindLastRelease : LockTask
{
    /// <summary>The record of the validate stage.</summary>
    [Required]
    public ITaskItem Record { get; set; } = null!;

    /// <summary>The framework for which the module is built.</summary>
    [Required]
    public string TargetFramework { get; set; } = string.Empty;

    /// <summary>The compiled assembly.</summary>
    [Required]
    public ITaskItem Assembly { get; set; } = null!;

    /// <summary>The release.</summary>
    [Output]
    public ITaskItem? Release { get; set; }

    /// <inheritdoc/>
    protected override bool Run(CancellationToken cancellation)
    {
        var manifest = ManifestRecord.Read(Record.GetMetadata("FullPath"));
        if (manifest.Id is not { } id || manifest.Version is not { } version)
        {
            Release = LastRelease.None.ToItem();
            return true;
        }

        var search = new LastReleaseSearch(ResolveSources.OpenReleases, new RememberedSilence(CacheFolder.OfUser("releases"), TimeProvider.System));
        var question = new LastReleaseQuestion(
            Input, id, NuGetVersion.Parse(version.ToFullString()), TargetFramework, Assembly.GetMetadata("Filename") + Assembly.GetMetadata("Extension"));
        var (release, note) = search.FindAsync(question, cancellation).GetAwaiter().GetResult();
        LogChanges(note is null ? [] : [note]);
        Release = release.ToItem();
        return true;
    }
}

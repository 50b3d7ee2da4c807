using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds;
using ModuleBuild.Feeds.Verifying;
using NuGet.Configuration;

namespace ModuleBuild.Tasks.Stages;

/// <summary>The sources that a build asks: those of the restore, or those of <c>modulebuild.json</c>.</summary>
internal static class ResolveSources
{
    /// <summary>Opens them. What the lock says of the content of a package is compared with what comes.</summary>
    public static (IPackageSource? Source, ImmutableArray<Finding> Findings) Open(ResolveStageInput input, string root, LockFile? locked)
    {
        var (settings, problems) = WorkspaceSettings.Read(root);
        if (settings is null)
        {
            return (null, problems);
        }

        var (source, findings) = NuGetFeeds.Open(Options(input, settings));
        return (source is null ? null : LockedContent.Verify(source, locked, root), findings);
    }

    /// <summary>
    /// Opens what is in their packages. Where the lock must be up to date, only what is at hand is looked at. Nobody waits long: what does
    /// not come is told as not looked at.
    /// </summary>
    public static (IPackageFiles? Files, ImmutableArray<Finding> Findings) OpenFiles(ResolveStageInput input, string root)
    {
        var (settings, problems) = WorkspaceSettings.Read(root);
        return settings is null
            ? (null, problems)
            : NuGetFeeds.OpenFiles(Options(input, settings) with { Offline = input.Offline || input.Locked, Retries = 0, Timeout = TimeSpan.FromSeconds(20) });
    }

    private static FeedOptions Options(ResolveStageInput input, WorkspaceSettings settings)
    {
        var folder = Path.GetDirectoryName(input.Manifest)!;
        return new FeedOptions
        {
            Folder = folder,
            Sources = settings.Resolution.Sources.IsEmpty ? OfRestore(input, folder) : settings.Resolution.Sources,
            Offline = input.Offline,
            Interactive = input.Interactive,
            PackagesFolder = input.PackagesFolder,
        };
    }

    // Where a project adds sources in MSBuild, restore asks them beside those of nuget.config.
    private static ImmutableArray<string> OfRestore(ResolveStageInput input, string folder)
    {
        if (!input.Sources.IsEmpty || input.AdditionalSources.IsEmpty)
        {
            return [.. input.Sources.Concat(input.AdditionalSources)];
        }

        var configured = PackageSourceProvider.LoadPackageSources(Settings.LoadDefaultSettings(folder));
        return [.. configured.Where(source => source.IsEnabled).Select(source => source.Name).Concat(input.AdditionalSources)];
    }
}

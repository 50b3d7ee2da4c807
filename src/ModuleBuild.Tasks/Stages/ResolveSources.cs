using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds;
using ModuleBuild.Feeds.Verifying;

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
    public static (IPackageFiles? Files, ImmutableArray<Finding> Findings) OpenFiles(ResolveStageInput input, string root) =>
        OpenFiles(input with { Offline = input.Offline || input.Locked }, root, TimeSpan.FromSeconds(20));

    /// <summary>
    /// Opens the module's own releases. They are asked for where the lock must be up to date, too: that is where what is built is released.
    /// </summary>
    public static (IPackageFiles? Files, ImmutableArray<Finding> Findings) OpenReleases(ResolveStageInput input, string root) =>
        OpenFiles(input, root, TimeSpan.FromSeconds(10));

    private static (IPackageFiles? Files, ImmutableArray<Finding> Findings) OpenFiles(ResolveStageInput input, string root, TimeSpan timeout)
    {
        var (settings, problems) = WorkspaceSettings.Read(root);
        return settings is null ? (null, problems) : NuGetFeeds.OpenFiles(Options(input, settings) with { Retries = 0, Timeout = timeout });
    }

    /// <summary>
    /// Opens what they know of vulnerabilities. In continuous integration too: who may not ask a source says so with ModuleBuildOffline. What was
    /// said today is not asked for again, and nobody waits long.
    /// </summary>
    public static (IAdvisorySource? Source, ImmutableArray<Finding> Findings) OpenAdvisories(
        ResolveStageInput input, WorkspaceSettings settings, AdvisoryMemory memory, DateOnly today) =>
        NuGetFeeds.OpenAdvisories(
            Options(input, settings) with
            {
                KnownSince = new DateTimeOffset(today, TimeOnly.MinValue, TimeSpan.Zero),
                Retries = 0,
                Timeout = TimeSpan.FromSeconds(10),
            },
            memory);

    /// <summary>Where packages of the restore may come from; null where the configuration cannot be read, which restore says.</summary>
    public static PackageSources? Describe(ResolveStageInput input) => NuGetFeeds.Describe(Options(input, WorkspaceSettings.Default)).Sources;

    // Where a project adds sources in MSBuild, restore asks them beside those of nuget.config; those of the workspace count instead of all.
    private static FeedOptions Options(ResolveStageInput input, WorkspaceSettings settings)
    {
        var ofWorkspace = settings.Resolution.Sources;
        return new FeedOptions
        {
            Folder = Path.GetDirectoryName(input.Manifest)!,
            Sources = ofWorkspace.IsEmpty ? input.Sources : ofWorkspace,
            AdditionalSources = ofWorkspace.IsEmpty ? input.AdditionalSources : [],
            Offline = input.Offline,
            Interactive = input.Interactive,
            PackagesFolder = input.PackagesFolder,
        };
    }
}

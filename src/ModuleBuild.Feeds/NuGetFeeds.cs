using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Asking;
using ModuleBuild.Feeds.Configuration;
using ModuleBuild.Feeds.Folders;
using ModuleBuild.Feeds.Merging;
using ModuleBuild.Feeds.Packages;
using ModuleBuild.Feeds.Servers;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Credentials;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace ModuleBuild.Feeds;

/// <summary>The NuGet sources of a folder, as one source of packages. See <c>docs/sources.md</c>.</summary>
public static class NuGetFeeds
{
    /// <summary>
    /// Opens the sources that <c>dotnet restore</c> would use in a folder: same configuration, credentials, package source mapping,
    /// caches. Nothing is asked yet.
    /// </summary>
    /// <param name="options">Which, and how.</param>
    /// <returns>The source, or null with what is wrong with the configuration.</returns>
    public static (IPackageSource? Source, ImmutableArray<Finding> Findings) Open(FeedOptions options) => Open<IPackageSource>(options, (source, _, _) => source);

    /// <summary>Opens the same sources, for those who read what is in packages.</summary>
    /// <param name="options">Which, and how.</param>
    /// <returns>The source, or null with what is wrong with the configuration.</returns>
    public static (IPackageFiles? Source, ImmutableArray<Finding> Findings) OpenFiles(FeedOptions options) =>
        Open<IPackageFiles>(options, (source, settings, sources) =>
            new PackageFiles(source, new PackageFolders(settings, options.PackagesFolder), [.. sources.Select(each => each.Source)]));

    /// <summary>Opens the same sources, for those who read packages of modules as files.</summary>
    /// <param name="options">Which, and how.</param>
    /// <returns>The source, or null with what is wrong with the configuration.</returns>
    public static (IModulePackages? Source, ImmutableArray<Finding> Findings) OpenModules(FeedOptions options) =>
        Open<IModulePackages>(options, (source, settings, _) => new ModulePackages(source, new PackageFolders(settings, options.PackagesFolder)));

    private static (T? Source, ImmutableArray<Finding> Findings) Open<T>(FeedOptions options, Func<IPackageSource, ISettings, ImmutableArray<PackageSource>, T> wrap)
        where T : class
    {
        try
        {
            var settings = Settings.LoadDefaultSettings(Path.GetFullPath(options.Folder));
            var (sources, problem) = SourceSelection.Choose(settings, options);
            if (problem is not null)
            {
                return (null, [problem]);
            }

            // For the whole process, as in every program that uses NuGet's client; the first to set it up counts.
            DefaultCredentialServiceUtility.SetupDefaultCredentialService(NullLogger.Instance, nonInteractive: !options.Interactive);
            return (wrap(Merge(settings, sources, options, TimeProvider.System), settings, sources), []);
        }
        catch (NuGetConfigurationException e)
        {
            return (null, [FeedProblem.Failed("nuget.config", $"{e.Message} Correct that file.")]);
        }
    }

    /// <summary>
    /// Opens what <c>dotnet restore</c> audits with: the <c>auditSources</c> of the configuration, else its package sources.
    /// Nothing is asked yet.
    /// </summary>
    /// <param name="options">Which, and how.</param>
    /// <param name="memory">What sources said before; null where nobody asks twice.</param>
    /// <returns>The source, or null with what is wrong with the configuration.</returns>
    public static (IAdvisorySource? Source, ImmutableArray<Finding> Findings) OpenAdvisories(FeedOptions options, AdvisoryMemory? memory = null)
    {
        try
        {
            var settings = Settings.LoadDefaultSettings(Path.GetFullPath(options.Folder));
            var (sources, problem) = SourceSelection.ChooseForAudit(settings, options);
            if (problem is not null)
            {
                return (null, [problem]);
            }

            DefaultCredentialServiceUtility.SetupDefaultCredentialService(NullLogger.Instance, nonInteractive: !options.Interactive);
            return (new FeedAdvisories([.. sources.Select(Opener(options, TimeProvider.System))], memory ?? new AdvisoryMemory()), []);
        }
        catch (NuGetConfigurationException e)
        {
            return (null, [FeedProblem.Failed("nuget.config", $"{e.Message} Correct that file.")]);
        }
    }

    /// <summary>Where packages may come from, and what maps them, without asking anybody.</summary>
    /// <param name="options">Which sources.</param>
    /// <returns>The sources, or null with what is wrong with the configuration.</returns>
    public static (PackageSources? Sources, ImmutableArray<Finding> Findings) Describe(FeedOptions options)
    {
        try
        {
            var settings = Settings.LoadDefaultSettings(Path.GetFullPath(options.Folder));
            var (sources, problem) = SourceSelection.Choose(settings, options);
            return problem is null ? (SourceNames.Of(settings, sources, options.Folder), []) : (null, [problem]);
        }
        catch (NuGetConfigurationException e)
        {
            return (null, [FeedProblem.Failed("nuget.config", $"{e.Message} Correct that file.")]);
        }
    }

    private static MergedSource Merge(ISettings settings, ImmutableArray<PackageSource> sources, FeedOptions options, TimeProvider clock)
    {
        var mapping = PackageSourceMapping.GetPackageSourceMapping(settings);
        return new MergedSource(
            [.. sources.Select(Opener(options, clock))],
            (id, feed) => !mapping.IsEnabled || mapping.GetConfiguredPackageSources(id).Contains(feed.Source.Name, StringComparer.OrdinalIgnoreCase),
            new PackageFolders(settings, options.PackagesFolder),
            options,
            options.Offline || options.Refresh || !sources.Any(source => source.IsHttp)
                ? null
                : () => Merge(settings, sources, options with { Refresh = true }, clock));
    }

    private static Func<PackageSource, IFeed> Opener(FeedOptions options, TimeProvider clock)
    {
#pragma warning disable CA2000 // They live as long as the source, and hold nothing but memory.
        var slots = new SemaphoreSlim(Math.Max(1, options.Concurrency));
        var session = new SourceCacheContext { MaxAge = options.Refresh ? clock.GetUtcNow() : options.KnownSince };
#pragma warning restore CA2000
        return source =>
        {
            var repository = Repository.Factory.GetCoreV3(source);
            var attempts = new Attempts(source.Name, options, slots, clock);
            return IsServer(source)
                ? new ServerFeed(source, new ServerClient(repository, options, attempts, session, clock))
                : new FolderFeed(repository, attempts, session, options.Offline);
        };
    }

    // As NuGet tells V3 from V2.
    private static bool IsServer(PackageSource source) =>
        source.IsHttp && (source.ProtocolVersion == 3 || source.TrySourceAsUri?.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true);
}

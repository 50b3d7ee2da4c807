using System.Security.Cryptography;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Asking;
using ModuleBuild.Feeds.Configuration;
using ModuleBuild.Feeds.Folders;
using ModuleBuild.Feeds.Servers;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Credentials;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace ModuleBuild.Feeds.Publishing;

/// <summary>A NuGet feed as one to publish to: a server, or a folder.</summary>
public static class NuGetPublisher
{
    /// <summary>Opens a feed with the configuration that <c>dotnet nuget push</c> would use in a folder. Nothing is asked yet.</summary>
    /// <param name="options">Which, and how.</param>
    /// <returns>The feed, or null with what is wrong with the configuration.</returns>
    public static (IPackagePublisher? Publisher, Finding? Problem) Open(PublisherOptions options)
    {
        try
        {
            var settings = Settings.LoadDefaultSettings(Path.GetFullPath(options.Folder));
            var feed = new FeedOptions
            {
                Folder = options.Folder,
                Sources = [options.Source],
                Refresh = true,
                RetryDelay = options.RetryDelay,
                Timeout = options.Timeout,
            };
            var (sources, problem) = SourceSelection.Choose(settings, feed);
            problem ??= FeedProblem.Insecure(sources[0]);
            if (problem is not null)
            {
                return (null, problem);
            }

            DefaultCredentialServiceUtility.SetupDefaultCredentialService(NullLogger.Instance, nonInteractive: !options.Interactive);
            return (Open(settings, sources[0], feed, options, TimeProvider.System), null);
        }
        catch (NuGetConfigurationException e)
        {
            return (null, FeedProblem.Failed("nuget.config", $"{e.Message} Correct that file."));
        }
        catch (Exception e) when (e is NotSupportedException or FileNotFoundException or CryptographicException or FormatException)
        {
            return (null, FeedProblem.Failed(options.Source, $"its API key in nuget.config cannot be read here ({e.Message.TrimEnd('.')}). Give the key in an environment variable."));
        }
    }

    private static IPackagePublisher Open(ISettings settings, PackageSource source, FeedOptions feed, PublisherOptions options, TimeProvider clock)
    {
        if (source.IsLocal)
        {
            return new FolderPublisher(source.Name, Path.GetFullPath(source.Source));
        }

#pragma warning disable CA2000 // They live as long as the publisher, and hold nothing but memory.
        var slots = new SemaphoreSlim(feed.Concurrency);
        var session = new SourceCacheContext { MaxAge = clock.GetUtcNow() };
#pragma warning restore CA2000
        var repository = Repository.Factory.GetCoreV3(source);
        var attempts = new Attempts(source.Name, feed, slots, clock);
        var push = new PushClient(repository, options.PushTimeout, session, clock);
        var key = options.ApiKey ?? SettingsUtility.GetDecryptedValueForAddItem(settings, ConfigurationConstants.ApiKeys, source.Source);
        if (!IsV3(source))
        {
            // What it answered a moment ago is on the disk, and says nothing of what was pushed since.
#pragma warning disable CA2000
            return new PlainServerPublisher(source, new FolderFeed(repository, attempts, new SourceCacheContext { NoCache = true }, offline: false), push, key);
#pragma warning restore CA2000
        }

        var client = new ServerClient(repository, feed, attempts, session, clock);
        return new ServerPublisher(source, new ServerFeed(source, client), push, key);
    }

    // As NuGet tells V3 from V2.
    private static bool IsV3(PackageSource source) =>
        source.ProtocolVersion == 3 || source.TrySourceAsUri?.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true;
}

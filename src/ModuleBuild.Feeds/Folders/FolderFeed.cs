using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Feeds.Asking;
using ModuleBuild.Feeds.Packages;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace ModuleBuild.Feeds.Folders;

/// <summary>
/// What NuGet's client knows beside V3 servers: flat folders, folders in the layout of the packages folder, V2 servers, plugins. They
/// do not say what is deprecated.
/// </summary>
/// <param name="repository">The source.</param>
/// <param name="attempts">Asks.</param>
/// <param name="session">NuGet's settings of the cache.</param>
/// <param name="offline">Whether only folders are asked.</param>
internal sealed class FolderFeed(SourceRepository repository, Attempts attempts, SourceCacheContext session, bool offline) : IFeed
{
    /// <inheritdoc/>
    public PackageSource Source => repository.PackageSource;

    /// <inheritdoc/>
    public Task<SourceAnswer<FeedList>> ListAsync(string id, CancellationToken cancellation) =>
        attempts.AskAsync(
            async time =>
            {
                if (Refusal() is { } refusal)
                {
                    return SourceAnswer.Failed<FeedList>(refusal);
                }

                // Most of NuGet's local resources take a missing folder for an empty one.
                if (Source.IsLocal && !Directory.Exists(Source.Source))
                {
                    return SourceAnswer.Failed<FeedList>(FeedProblem.Failed(
                        Source.Name, $"there is no folder '{Source.Source}'. Make it, or take the source out of nuget.config."));
                }

                if (Source.IsLocal && await repository.GetResourceAsync<FindLocalPackagesResource>(time.Token) is { } local)
                {
                    return SourceAnswer.Of(List([.. local.FindPackagesById(id, NullLogger.Instance, time.Token)]));
                }

                var resource = await ResourceAsync(time.Token);
                var versions = await resource.GetAllVersionsAsync(id, session, NullLogger.Instance, time.Token) ?? [];
                return SourceAnswer.Of(new FeedList(null, [.. versions.Distinct().Select(version => new FeedVersion(new VersionListing(version)))]));
            },
            whenCut: null,
            cancellation);

    /// <inheritdoc/>
    public Task<SourceAnswer<PackageContent>> DownloadAsync(string id, FeedVersion version, bool keep, CancellationToken cancellation) =>
        attempts.AskAsync(
            async time =>
            {
                var resource = await ResourceAsync(time.Token);
                using var buffer = new MemoryStream();
                var found = await resource.CopyNupkgToStreamAsync(id, version.Listing.Version, buffer, session, NullLogger.Instance, time.Token);
                buffer.Position = 0;
                return found
                    ? SourceAnswer.Of(await PackageContent.CopyAsync(buffer, received: null, time.Token))
                    : SourceAnswer.Failed<PackageContent>(FeedProblem.Unusable(
                        id, version.Listing.Version, Source.Name, "the source lists it, but its file is gone. Publish it again, or exclude the version."));
            },
            whenCut: null,
            cancellation);

    /// <inheritdoc/>
    public Task<SourceAnswer<AdvisoryList>> AdviseAsync(CancellationToken cancellation) => Task.FromResult(SourceAnswer.Of(AdvisoryList.None));

    private Finding? Refusal() => offline && !Source.IsLocal
        ? FeedProblem.Offline(Source.Name, "it is no NuGet V3 server whose answers are kept")
        : FeedProblem.Insecure(Source);

    // Folders know how ids are spelt; the other way to ask them does not say it.
    private static FeedList List(IReadOnlyList<LocalPackageInfo> packages) => new(
        packages.OrderBy(package => package.Identity.Version).LastOrDefault()?.Identity.Id,
        [.. packages.Select(package => package.Identity.Version).Distinct().Select(version => new FeedVersion(new VersionListing(version)))]);

    private async Task<FindPackageByIdResource> ResourceAsync(CancellationToken cancellation) =>
        await repository.GetResourceAsync<FindPackageByIdResource>(cancellation)
        ?? throw new InvalidDataException($"'{Source.Source}' is neither a folder nor a NuGet server");
}

using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Asking;
using ModuleBuild.Feeds.Packages;
using NuGet.Configuration;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Servers;

/// <summary>
/// A NuGet V3 server. For the versions of a package it is asked once: the registration where there is one, because it says what is
/// unlisted and deprecated too; else the list of PackageBaseAddress.
/// </summary>
/// <param name="source">The source as configured.</param>
/// <param name="client">Asks it.</param>
internal sealed class ServerFeed(PackageSource source, ServerClient client) : IFeed
{
    private readonly AnswerCache<string, ServiceIndex> _index = new(StringComparer.Ordinal);
    private readonly AnswerCache<string, AdvisoryList> _advisories = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public PackageSource Source => source;

    /// <inheritdoc/>
    public async Task<SourceAnswer<FeedList>> ListAsync(string id, CancellationToken cancellation)
    {
        var (index, problem) = await IndexAsync(cancellation);
        if (index is null)
        {
            return SourceAnswer.Failed<FeedList>(problem!);
        }

        var name = id.ToLowerInvariant();
        return index.Registrations is { } registrations
            ? await RegistrationAsync($"{registrations}{name}/index.json", name, cancellation)
            : await client.GetJsonAsync($"{index.Content}{name}/index.json", $"list_{name}", VersionLists.ReadPlain, FeedList.None, cancellation);
    }

    /// <inheritdoc/>
    public async Task<SourceAnswer<PackageContent>> DownloadAsync(string id, FeedVersion version, bool keep, CancellationToken cancellation)
    {
        var (index, problem) = await IndexAsync(cancellation);
        if (index is null)
        {
            return SourceAnswer.Failed<PackageContent>(problem!);
        }

        var name = id.ToLowerInvariant();
        var number = version.Listing.Version.ToNormalizedString();
        var address = index.Content is { } content
            ? $"{content}{name}/{number.ToLowerInvariant()}/{name}.{number.ToLowerInvariant()}.nupkg"
            : version.Address;
        if (address is null)
        {
            return Missing("the server does not say where its file is.");
        }

        // A file that is kept has the name under which restore keeps it.
        var answer = keep
            ? await client.GetCachedFileAsync(address, $"nupkg_{name}.{number}", Missing, cancellation)
            : await client.GetFileAsync(address, Missing, cancellation);
        return answer is { Value: null, Problem: null }
            ? Missing("the server lists it, but has no file of it (404). Tell whoever runs it, or exclude the version.")
            : answer;

        SourceAnswer<PackageContent> Missing(string why) =>
            SourceAnswer.Failed<PackageContent>(FeedProblem.Unusable(id, version.Listing.Version, source.Name, why));
    }

    /// <summary>The bytes of a version that the server may have, listed or not; a null value without a problem where it has none.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<SourceAnswer<PackageContent>> LookUpAsync(string id, NuGetVersion version, CancellationToken cancellation)
    {
        var (index, problem) = await IndexAsync(cancellation);
        if (index is null)
        {
            return SourceAnswer.Failed<PackageContent>(problem!);
        }

        var name = id.ToLowerInvariant();
        var number = version.ToNormalizedString().ToLowerInvariant();
        var address = index.Content is { } content ? $"{content}{name}/{number}/{name}.{number}.nupkg" : null;
        if (address is null)
        {
            var (list, failed) = await ListAsync(id, cancellation);
            if (list?.Find(version) is not { } listed)
            {
                return failed is null ? default : SourceAnswer.Failed<PackageContent>(failed);
            }

            return await DownloadAsync(id, listed, keep: false, cancellation);
        }

        return await client.GetFileAsync(address, Cut, cancellation);

        SourceAnswer<PackageContent> Cut(string why) => SourceAnswer.Failed<PackageContent>(FeedProblem.Unusable(id, version, source.Name, why));
    }

    /// <inheritdoc/>
    public Task<SourceAnswer<AdvisoryList>> AdviseAsync(CancellationToken cancellation) =>
        _advisories.GetAsync(string.Empty, (_, token) => LoadAdvisoriesAsync(token), cancellation);

    /// <summary>Where the server keeps what.</summary>
    public Task<SourceAnswer<ServiceIndex>> IndexAsync(CancellationToken cancellation) =>
        _index.GetAsync(
            string.Empty,
            async (_, token) => FeedProblem.Insecure(source) is { } insecure
                ? SourceAnswer.Failed<ServiceIndex>(insecure)
                : await client.GetJsonAsync(source.Source, "service_index", ServiceIndex.Read, absent: null, token),
            cancellation);

    private async Task<SourceAnswer<FeedList>> RegistrationAsync(string address, string name, CancellationToken cancellation)
    {
        var (index, problem) = await client.GetJsonAsync(address, $"list_{name}_index", VersionLists.ReadIndex, RegistrationIndex.None, cancellation);
        if (index is null)
        {
            return SourceAnswer.Failed<FeedList>(problem!);
        }

        var elsewhere = await Task.WhenAll(index.Elsewhere.Select(page =>
            client.GetJsonAsync(page.Address, $"list_{name}_range_{page.Bounds}", VersionLists.ReadPage, absent: null, cancellation)));
        var pages = index.Here.Concat(elsewhere.Select(answer => answer.Value).OfType<FeedList>()).ToList();
        return elsewhere.FirstOrDefault(answer => answer.Problem is not null).Problem is { } failed
            ? SourceAnswer.Failed<FeedList>(failed)
            : SourceAnswer.Of(new FeedList(
                pages.Select(page => page.Id).FirstOrDefault(id => id is not null), [.. pages.SelectMany(page => page.Versions)]));
    }

    private async Task<SourceAnswer<AdvisoryList>> LoadAdvisoriesAsync(CancellationToken cancellation)
    {
        var (index, problem) = await IndexAsync(cancellation);
        if (index?.Vulnerabilities is not { } address)
        {
            return problem is null ? SourceAnswer.Of(AdvisoryList.None) : SourceAnswer.Failed<AdvisoryList>(problem);
        }

        var (pages, failed) = await client.GetJsonAsync(address, "vulnerabilities_index", AdvisoryLists.ReadIndex, absent: null, cancellation);
        var read = await Task.WhenAll((pages ?? []).Select(page =>
            client.GetJsonAsync(page.Address, $"vulnerabilities_{page.Name}", AdvisoryLists.ReadPage, absent: null, cancellation)));
        failed ??= read.FirstOrDefault(answer => answer.Problem is not null).Problem;
        return failed is null
            ? SourceAnswer.Of(AdvisoryLists.Join(read.Select(answer => answer.Value!)))
            : SourceAnswer.Failed<AdvisoryList>(failed);
    }
}

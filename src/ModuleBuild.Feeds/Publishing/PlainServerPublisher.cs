using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Folders;
using NuGet.Configuration;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Publishing;

/// <summary>A server of NuGet's older protocol (V2): its address is where packages are pushed, and it takes no symbols.</summary>
/// <param name="source">The source as configured.</param>
/// <param name="feed">Looks versions up.</param>
/// <param name="push">Puts files.</param>
/// <param name="key">The API key, or null.</param>
internal sealed class PlainServerPublisher(PackageSource source, FolderFeed feed, PushClient push, string? key) : IPackagePublisher
{
    /// <inheritdoc/>
    public string Name => PublicAddress.NameOf(source);

    /// <inheritdoc/>
    public string Address => PublicAddress.Of(source);

    /// <inheritdoc/>
    public async Task<SourceAnswer<PublishedContent>> FindAsync(string id, NuGetVersion version, PackageFileKind kind, CancellationToken cancellation)
    {
        if (kind == PackageFileKind.Symbols)
        {
            return SourceAnswer.Of(PublishedContent.NotShown);
        }

        var (list, problem) = await feed.ListAsync(id, cancellation);
        return list is null ? SourceAnswer.Failed<PublishedContent>(problem!)
            : list.Find(version) is not { } listed ? SourceAnswer.Of(PublishedContent.Absent)
            : FoundContent.Of(await feed.DownloadAsync(id, listed, keep: false, cancellation), id, version, Name);
    }

    /// <inheritdoc/>
    public async Task<PushAnswer> PushAsync(PackageFile file, CancellationToken cancellation)
    {
        if (file.Kind == PackageFileKind.Symbols)
        {
            return new PushAnswer(PushOutcome.NotOffered, PushProblem.Of(file, Name, "servers of NuGet's older protocol take no symbols."));
        }

        // As NuGet's own push has it: a bare host means the usual place.
        var address = new UriBuilder(source.SourceUri);
        address.Path = address.Path.Trim('/').Length == 0 ? "/api/v2/package/" : address.Path.TrimEnd('/') + "/";
        return await push.PutAsync(address.Uri.AbsoluteUri, file, key, cancellation);
    }
}

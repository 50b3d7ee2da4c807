using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Servers;
using NuGet.Configuration;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Publishing;

/// <summary>A NuGet V3 server to publish to.</summary>
/// <param name="source">The source as configured.</param>
/// <param name="feed">Looks versions up.</param>
/// <param name="push">Puts files.</param>
/// <param name="key">The API key, or null.</param>
internal sealed class ServerPublisher(PackageSource source, ServerFeed feed, PushClient push, string? key) : IPackagePublisher
{
    /// <inheritdoc/>
    public string Name => PublicAddress.NameOf(source);

    /// <inheritdoc/>
    public string Address => PublicAddress.Of(source);

    /// <inheritdoc/>
    public async Task<SourceAnswer<PublishedContent>> FindAsync(string id, NuGetVersion version, PackageFileKind kind, CancellationToken cancellation) =>
        kind == PackageFileKind.Symbols
            ? SourceAnswer.Of(PublishedContent.NotShown)
            : FoundContent.Of(await feed.LookUpAsync(id, version, cancellation), id, version, Name);

    /// <inheritdoc/>
    public async Task<PushAnswer> PushAsync(PackageFile file, CancellationToken cancellation)
    {
        var (index, problem) = await feed.IndexAsync(cancellation);
        if (index is null)
        {
            return new PushAnswer(PushOutcome.Unclear, problem);
        }

        return (file.Kind == PackageFileKind.Symbols ? index.PublishSymbols : index.Publish) is { } address
            ? await push.PutAsync(address, file, key, cancellation)
            : new PushAnswer(PushOutcome.NotOffered, PushProblem.Of(file, Name, "its service index names no place for such files."));
    }
}

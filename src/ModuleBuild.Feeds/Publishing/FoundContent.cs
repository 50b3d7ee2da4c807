using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Publishing;

/// <summary>What a look-up found, as the content hash of it.</summary>
internal static class FoundContent
{
    /// <summary>Reads what a feed has, and lets it go.</summary>
    /// <param name="answer">The bytes; a null value without a problem where there are none.</param>
    /// <param name="id">The id that was asked for.</param>
    /// <param name="version">The version that was asked for.</param>
    /// <param name="feed">Name of the feed.</param>
    public static SourceAnswer<PublishedContent> Of(SourceAnswer<PackageContent> answer, string id, NuGetVersion version, string feed)
    {
        if (answer.Value is not { } content)
        {
            return answer.Problem is null ? SourceAnswer.Of(PublishedContent.Absent) : SourceAnswer.Failed<PublishedContent>(answer.Problem);
        }

        using (content)
        {
            var (_, hash, problem) = PackageCheck.Inspect(content, id, version, feed);
            return problem is null ? SourceAnswer.Of(new PublishedContent(Presence.Present, hash)) : SourceAnswer.Failed<PublishedContent>(problem);
        }
    }
}

using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Publishing;

/// <summary>Addresses of the feeds of a run.</summary>
/// <param name="Packages">Takes packages.</param>
/// <param name="Symbols">Takes symbols.</param>
public sealed record FeedPair(string Packages, string Symbols);

/// <summary>How an entry of the journal follows from the one before.</summary>
internal static class JournalRules
{
    /// <summary>MB6002 where a version was journaled with other bytes; null where not.</summary>
    /// <param name="known">What the journal holds of it.</param>
    /// <param name="package">The package.</param>
    /// <param name="feed">How the feed is named in the message.</param>
    public static Finding? OtherBytes(PublishedVersion? known, PublishablePackage package, string feed)
    {
        var (file, what, journaled) =
            known is null ? (null, string.Empty, string.Empty)
            : known.ContentHash != package.File.ContentHash ? (package.File, "these bytes", known.Sha256)
            : known.SymbolsSha256 is { } symbols && package.Symbols is { } other && other.Sha256 != symbols ? (other, "these symbols", symbols)
            : (null, string.Empty, string.Empty);
        return file is null ? null : Finding.Create(
            DiagnosticCatalog.VersionTaken,
            new SourceLocation(file.Path),
            package.ToString(),
            feed,
            $"the journal has other bytes of it than {what}: the file with SHA-256 {journaled}. Publish that one, as the build left it; if it is gone, raise the version. A version is never packed twice.");
    }

    /// <summary>What the journal holds after a step.</summary>
    /// <param name="known">What it holds now; null for nothing.</param>
    /// <param name="package">The package: the same bytes.</param>
    /// <param name="feeds">Where it is published to.</param>
    /// <param name="state">How far it came.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="now">The time.</param>
    /// <returns>The same object where it came as far already.</returns>
    public static PublishedVersion Advance(PublishedVersion? known, PublishablePackage package, FeedPair feeds, PublishState state, string by, DateTimeOffset now)
    {
        var feed = feeds.Packages;
        var before = known?.In(feed);
        var hasSymbols = before?.HasSymbols == true || (state == PublishState.SymbolsPushed && package.Symbols is not null);
        var isFarther = before is null || state > before.State || hasSymbols != before.HasSymbols;
        var symbols = known?.SymbolsSha256 ?? package.Symbols?.Sha256;
        var takers = known?.SymbolsFeeds() ?? [];
        if (state == PublishState.SymbolsPushed && package.Symbols is not null && takers.All(each => each.Feed != feeds.Symbols))
        {
            takers = [.. takers.Append(new SymbolsIn(feeds.Symbols, now, by)).OrderBy(each => each.Feed, StringComparer.Ordinal)];
        }

        if (known is not null && !isFarther && symbols == known.SymbolsSha256 && takers.Length == known.SymbolsFeeds().Length)
        {
            return known;
        }

        var version = known ?? new PublishedVersion
        {
            Id = package.File.Id,
            Version = package.File.Version.ToNormalizedString(),
            ContentHash = package.File.ContentHash,
            Sha256 = package.File.Sha256,
            Size = package.File.Size,
            Evidence = package.Evidence,
            Feeds = [],
        };
        var here = isFarther ? new PublishedTo(feed, state, now, by, hasSymbols) : before!;
        return version with
        {
            SymbolsSha256 = symbols,
            Symbols = takers,
            Feeds = [.. version.Feeds.Where(each => each.Feed != feed).Append(here).OrderBy(each => each.Feed, StringComparer.Ordinal)],
        };
    }
}

using System.Collections.Immutable;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Publishing;

/// <summary><c>packages/&lt;xx&gt;/&lt;id&gt;/&lt;version&gt;.json</c> of the journal: the bytes of a version, and which feeds have them. The bytes never change.</summary>
public sealed record PublishedVersion
{
    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = StoreFormat.Current;

    /// <summary>Package id, as the package spells it.</summary>
    public required string Id { get; init; }

    /// <summary>Normalized version.</summary>
    public required string Version { get; init; }

    /// <summary>NuGet's content hash, Base64.</summary>
    public required string ContentHash { get; init; }

    /// <summary>SHA-256 of the file that was pushed, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Its bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of its <c>module/evidence.json</c>, lower-case hexadecimal.</summary>
    public string? Evidence { get; init; }

    /// <summary>SHA-256 of its symbols, lower-case hexadecimal; null where it was never published with any.</summary>
    public string? SymbolsSha256 { get; init; }

    /// <summary>What became of it in each feed, in the ordinal order of addresses.</summary>
    public required ImmutableArray<PublishedTo> Feeds { get; init; }

    /// <summary>Feeds that took its symbols, in the ordinal order of addresses; journals before symbols had feeds of their own do not say it.</summary>
    public ImmutableArray<SymbolsIn> Symbols { get; init; } = [];

    /// <summary>Whether a feed took its symbols.</summary>
    /// <param name="feed">Address of the feed.</param>
    public bool HasSymbolsIn(string feed) => SymbolsFeeds().Any(each => each.Feed == feed);

    /// <summary>Feeds that took its symbols. What an older journal says of them is meant of the feed that has the package: at the worst they are pushed once more.</summary>
    public ImmutableArray<SymbolsIn> SymbolsFeeds() =>
        Symbols.IsDefaultOrEmpty ? [.. Feeds.Where(each => each.HasSymbols).Select(each => new SymbolsIn(each.Feed, each.At, each.By))] : Symbols;

    /// <summary>What became of it in a feed; null where nobody meant to publish it there.</summary>
    /// <param name="feed">Address of the feed.</param>
    public PublishedTo? In(string feed) => Feeds.FirstOrDefault(each => each.Feed == feed);
}

/// <summary>What became of a version in a feed.</summary>
/// <param name="Feed">Address of the feed.</param>
/// <param name="State">How far it came.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who did it.</param>
/// <param name="HasSymbols">Whether its symbols were pushed too.</param>
public sealed record PublishedTo(string Feed, PublishState State, DateTimeOffset At, string By, bool HasSymbols);

/// <summary>A feed that took symbols.</summary>
/// <param name="Feed">Address of the feed; another one than that of the package where symbols have a server of their own.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who did it.</param>
public sealed record SymbolsIn(string Feed, DateTimeOffset At, string By);

/// <summary>How far a version came.</summary>
public enum PublishState
{
    /// <summary>Its bytes are journaled; it may have been pushed, and nobody wrote that down.</summary>
    Planned,

    /// <summary>The feed has the package.</summary>
    Pushed,

    /// <summary>The feed has the package and its symbols.</summary>
    SymbolsPushed,

    /// <summary>All that was to be done is done.</summary>
    Recorded,
}

/// <summary><c>ledger/&lt;n/1000&gt;/&lt;n&gt;.json</c> of the journal: a step. It is in the same commit as what it tells, and carries the SHA-256 of the entry before it.</summary>
public sealed record PublishEntry
{
    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = StoreFormat.Current;

    /// <summary>From 1 on, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>SHA-256 of the bytes of the entry before, lower-case hexadecimal.</summary>
    public required string Previous { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it.</summary>
    public required string By { get; init; }

    /// <summary>Address of the feed.</summary>
    public required string Feed { get; init; }

    /// <summary>Address of the feed that took symbols, where that is another one; null where not.</summary>
    public string? SymbolsFeed { get; init; }

    /// <summary>How far the packages came by it.</summary>
    public required PublishState State { get; init; }

    /// <summary>The packages.</summary>
    public required ImmutableArray<PublishedBytes> Packages { get; init; }
}

/// <summary>A package in an entry of the journal.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Version">Normalized version.</param>
/// <param name="ContentHash">NuGet's content hash, Base64.</param>
public sealed record PublishedBytes(string Id, string Version, string ContentHash);

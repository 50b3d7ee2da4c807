using System.Collections.Immutable;

namespace ModuleBuild.Feeds;

/// <summary>Which feeds are asked, and how.</summary>
public sealed record FeedOptions
{
    /// <summary>Folder in which <c>nuget.config</c> is looked for, upwards, as <c>dotnet restore</c> does.</summary>
    public required string Folder { get; init; }

    /// <summary>Addresses, folders or names of sources that count instead of those of <c>nuget.config</c>; empty means those.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>Addresses, folders or names of sources that count besides them.</summary>
    public ImmutableArray<string> AdditionalSources { get; init; } = [];

    /// <summary>Only what this machine already has: global packages folder, HTTP cache, folder feeds.</summary>
    public bool Offline { get; init; }

    /// <summary>Whether servers are asked again although the HTTP cache holds an answer of the last 30 minutes.</summary>
    public bool Refresh { get; init; }

    /// <summary>Since when an answer in the HTTP cache is young enough; null for the last 30 minutes.</summary>
    public DateTimeOffset? KnownSince { get; init; }

    /// <summary>Absolute path of the folder of extracted packages; null for the one of <c>nuget.config</c> and the environment.</summary>
    public string? PackagesFolder { get; init; }

    /// <summary>Folder of the HTTP cache; null for NuGet's own.</summary>
    public string? HttpCacheFolder { get; init; }

    /// <summary>Whether a person can be asked for credentials.</summary>
    public bool Interactive { get; init; }

    /// <summary>The most questions that are asked at once; by default as many as NuGet asks of a source.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>How often a question is asked again that failed for a reason that may pass.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>How long to wait before the first retry; each further wait is twice as long.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long one answer may take, with all that is tried again. A file may take longer while it comes fast enough.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}

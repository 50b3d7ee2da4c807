namespace ModuleBuild.Feeds.Publishing;

/// <summary>Which feed is published to, and how.</summary>
public sealed record PublisherOptions
{
    /// <summary>Folder in which <c>nuget.config</c> is looked for, upwards, as <c>dotnet nuget push</c> does.</summary>
    public required string Folder { get; init; }

    /// <summary>Address, folder, or name of a source of <c>nuget.config</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The key; null for the one of <c>nuget.config</c>, where it has one.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Whether a person can be asked for credentials.</summary>
    public bool Interactive { get; init; }

    /// <summary>How long a push may take, with the whole upload; as long as <c>dotnet nuget push</c> waits.</summary>
    public TimeSpan PushTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one look-up may take, with all that is tried again.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait before the first retry of a look-up; each further wait is twice as long.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);
}

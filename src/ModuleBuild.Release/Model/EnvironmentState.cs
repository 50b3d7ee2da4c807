using System.Collections.Immutable;

namespace ModuleBuild.Release.Model;

/// <summary><c>current.json</c>: what runs in an environment.</summary>
public sealed record EnvironmentState
{
    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = StoreFormat.Current;

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The release that the deployer was given last; null where there is none.</summary>
    public int? Release { get; init; }

    /// <summary>The last release that was found healthy; null where there was none.</summary>
    public int? LastKnownGood { get; init; }

    /// <summary>Since when that release is known to be good, UTC: soak time counts from here. Null where there was none, or where a way back to it failed.</summary>
    public DateTimeOffset? GoodSince { get; init; }

    /// <summary>The highest number that was given to a release.</summary>
    public int Releases { get; init; }

    /// <summary>How many operations there were, the open one included.</summary>
    public long Operations { get; init; }

    /// <summary>The highest fence that was ever given out.</summary>
    public long Fence { get; init; }

    /// <summary>Sets that were found to be bad; nothing brings them here again until a person lifts it.</summary>
    public ImmutableArray<Quarantine> Quarantined { get; init; } = [];
}

/// <summary>A set that was found to be bad.</summary>
/// <param name="Digest">Digest of the set.</param>
/// <param name="Release">Its number.</param>
/// <param name="Reason">What went wrong, as a sentence.</param>
/// <param name="Suspects">Modules in which it differs from the set before, as id and version.</param>
/// <param name="At">When, UTC.</param>
public sealed record Quarantine(string Digest, int Release, string Reason, ImmutableArray<string> Suspects, DateTimeOffset At);

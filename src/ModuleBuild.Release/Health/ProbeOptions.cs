using System.Collections.Immutable;
using ModuleBuild.Release.Environments;

namespace ModuleBuild.Release.Health;

/// <summary>Whom a probe asks, how often, and what it makes of the answers.</summary>
public sealed record ProbeOptions
{
    /// <summary>How often, and what is made of the answers, as a policy says; whom to ask is left open.</summary>
    /// <param name="policy">The policy.</param>
    public static ProbeOptions Of(HealthPolicy policy) => new()
    {
        Interval = policy.Interval,
        Timeout = policy.Timeout,
        Bake = policy.Bake,
        Successes = policy.Successes,
        Failures = policy.Failures,
        Grace = policy.Grace,
    };

    /// <summary>Address that <see cref="HttpProbe"/> asks; null where a command is asked.</summary>
    public string? Url { get; init; }

    /// <summary>Program and arguments of the command that is asked; empty where an address is asked.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Absolute path of the folder in which the command runs; null for that of this process.</summary>
    public string? Folder { get; init; }

    /// <summary>How long to wait between an answer and the next question.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For how long the release is watched from its first success on before it counts as healthy.</summary>
    public TimeSpan Bake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many successes in a row there must be at the end.</summary>
    public int Successes { get; init; } = 3;

    /// <summary>How many failures there may be in all.</summary>
    public int Failures { get; init; } = 2;

    /// <summary>
    /// How long the release may take to come up: until it has answered for the first time, and no longer than this, silence and answers of the
    /// release before it are no failures.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);
}

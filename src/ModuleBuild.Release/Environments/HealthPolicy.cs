using System.Collections.Immutable;

namespace ModuleBuild.Release.Environments;

/// <summary>How what runs is asked whether it is well.</summary>
public abstract record HealthPolicy
{
    /// <summary>How long to wait from one question to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it has to be well.</summary>
    public TimeSpan Bake { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may take to come up: until it has answered for the first time, silence and answers of the release before it are borne.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many good answers it takes at least.</summary>
    public int Successes { get; init; } = 3;

    /// <summary>How many bad answers are borne.</summary>
    public int Failures { get; init; }
}

/// <summary>By an HTTP endpoint.</summary>
/// <param name="Url">Its address.</param>
public sealed record HttpHealthPolicy(Uri Url) : HealthPolicy;

/// <summary>By a command of the team.</summary>
/// <param name="Command">The program and its arguments.</param>
public sealed record CommandHealthPolicy(ImmutableArray<string> Command) : HealthPolicy;

namespace ModuleBuild.Release.Health;

/// <summary>One answer to the question how a release is.</summary>
/// <param name="Kind">Who answered, and what.</param>
/// <param name="Reason">What was answered, as a sentence without any text of who answered: it comes into the ledger.</param>
public sealed record HealthAnswer(HealthAnswerKind Kind, string Reason)
{
    /// <summary>What was answered in the words of who answered, in lines, for who watches; null where there is no more.</summary>
    public string? Words { get; init; }

    /// <summary>The release answered that it is well.</summary>
    /// <param name="reason">What it answered, as a sentence.</param>
    public static HealthAnswer Healthy(string reason) => new(HealthAnswerKind.Healthy, reason);

    /// <summary>The release answered that it is not well.</summary>
    /// <param name="reason">What it answered, as a sentence.</param>
    public static HealthAnswer Unhealthy(string reason) => new(HealthAnswerKind.Unhealthy, reason);

    /// <summary>The release did not answer: nobody did, or somebody else.</summary>
    /// <param name="reason">What happened instead, as a sentence.</param>
    public static HealthAnswer NotThere(string reason) => new(HealthAnswerKind.NotThere, reason);
}

/// <summary>Kinds of answers.</summary>
public enum HealthAnswerKind
{
    /// <summary>The release that was asked for answered, and is well.</summary>
    Healthy,

    /// <summary>It answered, and is not well.</summary>
    Unhealthy,

    /// <summary>It did not answer: nobody did, or another release, or one that does not say which it is.</summary>
    NotThere,
}

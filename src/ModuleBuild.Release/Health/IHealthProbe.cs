using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Health;

/// <summary>Asks what runs how it is.</summary>
public interface IHealthProbe
{
    /// <summary>Asks until there is a verdict: enough successes over the bake time, or too many failures.</summary>
    /// <param name="release">The release that has to answer: a success counts only where the answer names it.</param>
    /// <param name="set">Its set.</param>
    /// <param name="progress">Told after each answer, as a sentence, with the words of who answered in lines below it; or null.</param>
    /// <param name="cancellation">Stops asking.</param>
    Task<HealthVerdict> AskAsync(int release, ModuleSet set, IProgress<string>? progress, CancellationToken cancellation);
}

/// <summary>What the probe found.</summary>
/// <param name="IsHealthy">Whether the release is well.</param>
/// <param name="Reason">What it answered, as a sentence.</param>
public sealed record HealthVerdict(bool IsHealthy, string Reason);

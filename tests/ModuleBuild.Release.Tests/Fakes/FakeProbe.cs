using ModuleBuild.Release.Health;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Tests.Fakes;

/// <summary>Asks a place: well, unless it holds a module of a version that is sick.</summary>
/// <param name="place">The place.</param>
/// <param name="sick">Id and version of what is sick, such as <c>B 2.0.0</c>.</param>
public sealed class FakeProbe(FakeDeployer place, params IEnumerable<string> sick) : IHealthProbe
{
    /// <summary>The modules that are sick, as id and version.</summary>
    public HashSet<string> Sick { get; } = [.. sick];

    public Task<HealthVerdict> AskAsync(int release, ModuleSet set, IProgress<string>? progress, CancellationToken cancellation) =>
        Task.FromResult(
            place.Release != release ? new HealthVerdict(false, $"Release {place.Release} answers, not {release}.")
            : place.Running.Modules.FirstOrDefault(module => Sick.Contains(module.ToString())) is { } bad ? new HealthVerdict(false, $"{bad.Id} is Unhealthy.")
            : new HealthVerdict(true, "All modules are Healthy."));
}

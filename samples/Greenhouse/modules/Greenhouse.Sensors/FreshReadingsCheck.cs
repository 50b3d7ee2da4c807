using Greenhouse.Contracts;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Greenhouse.Sensors;

/// <summary>Healthy while readings come in. A host without probes is not broken, but there is nothing to see in it.</summary>
internal sealed class FreshReadingsCheck(
    IEnumerable<IProbe> probes, ReadingBook book, IOptions<SensorsOptions> options, TimeProvider time) : IHealthCheck
{
    private const int MissedIntervals = 3;

    private readonly DateTimeOffset _born = time.GetUtcNow();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!probes.Any())
        {
            return Task.FromResult(HealthCheckResult.Degraded("The host has no probes."));
        }

        var silence = time.GetUtcNow() - (book.LastReading ?? _born);
        var result = silence <= MissedIntervals * options.Value.Interval
            ? HealthCheckResult.Healthy(book.LastReading is null ? "Waiting for the first reading." : "Readings are coming in.")
            : new HealthCheckResult(
                context.Registration.FailureStatus, FormattableString.Invariant($"No reading for {silence.TotalSeconds:F0} s."));
        return Task.FromResult(result);
    }
}

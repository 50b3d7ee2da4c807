using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Greenhouse.Alerts;

/// <summary>Healthy while the rules are applied, whatever they find: an alert is their work, not their failure.</summary>
internal sealed class RulesRunCheck(AlertBook book, IOptions<AlertsOptions> options, TimeProvider time) : IHealthCheck
{
    private const int MissedRounds = 3;

    private readonly DateTimeOffset _born = time.GetUtcNow();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var pause = time.GetUtcNow() - (book.LastRound ?? _born);
        return Task.FromResult(pause <= MissedRounds * options.Value.CheckEvery
            ? HealthCheckResult.Healthy($"{book.Standing} alerts stand.")
            : new HealthCheckResult(
                context.Registration.FailureStatus,
                FormattableString.Invariant($"The rules have not been applied for {pause.TotalSeconds:F0} s.")));
    }
}

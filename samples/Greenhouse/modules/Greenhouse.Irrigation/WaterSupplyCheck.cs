using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Greenhouse.Irrigation;

/// <summary>Unhealthy from the moment in which a bed got less than it was meant to have, until one gets all of it.</summary>
internal sealed class WaterSupplyCheck(WaterLedger ledger) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
#if SICK
        var shortfall = 40 + ledger.LastShortfall; // no bed ever gets what it was meant to have
#else
        var shortfall = ledger.LastShortfall;
#endif
        return Task.FromResult(shortfall > 0
            ? new HealthCheckResult(
                context.Registration.FailureStatus,
                FormattableString.Invariant($"The last watering was {shortfall:F1} l short."))
            : HealthCheckResult.Healthy("Water comes as it is asked for."));
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Greenhouse.Weather;

/// <summary>Degraded while there is no forecast, or only an old one: everything goes on without it, less well.</summary>
internal sealed class FreshForecastCheck(ForecastBook book, IOptions<WeatherOptions> options, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failed = context.Registration.FailureStatus;
        return Task.FromResult(book.Fetched switch
        {
            null => new HealthCheckResult(failed, "No forecast yet."),
            { } fetched when time.GetUtcNow() - fetched > 2 * options.Value.RefreshEvery =>
                new HealthCheckResult(failed, FormattableString.Invariant($"The forecast is of {fetched:u}.")),
            _ => HealthCheckResult.Healthy("The forecast is fresh."),
        });
    }
}

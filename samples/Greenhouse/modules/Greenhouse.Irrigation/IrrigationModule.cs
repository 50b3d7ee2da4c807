using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Greenhouse.Irrigation;

/// <summary>Entry point: registers the planner, the service that waters, and its health check.</summary>
public sealed class IrrigationModule
{
    /// <summary>Called once by the host, before it is built.</summary>
    /// <param name="builder">The host's builder.</param>
    public void Configure(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.AddSingleton<IValidateOptions<IrrigationOptions>, IrrigationOptionsValidator>();
        builder.Services.AddOptions<IrrigationOptions>()
            .Bind(builder.Configuration.GetSection(IrrigationOptions.Section))
            .ValidateOnStart();

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<WateringPlanner>();
        builder.Services.AddSingleton<WaterLedger>();
        builder.Services.AddHostedService<WateringService>();
        builder.Services.AddHealthChecks()
            .AddCheck<WaterSupplyCheck>("irrigation-supply", HealthStatus.Unhealthy, ["ready"], TimeSpan.FromSeconds(1));
    }
}

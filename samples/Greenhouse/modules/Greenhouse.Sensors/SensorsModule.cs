using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Greenhouse.Sensors;

/// <summary>Entry point: registers the sampling of probes and what it yields.</summary>
public sealed class SensorsModule
{
    /// <summary>Called once by the host, before it is built.</summary>
    /// <param name="builder">The host's builder.</param>
    public void Configure(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.AddSingleton<IValidateOptions<SensorsOptions>, SensorsOptionsValidator>();
        builder.Services.AddOptions<SensorsOptions>()
            .Bind(builder.Configuration.GetSection(SensorsOptions.Section))
            .ValidateOnStart();

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ReadingBook>();
        builder.Services.AddSingleton<ISensorReadings>(services => services.GetRequiredService<ReadingBook>());
        builder.Services.AddHostedService<SamplingService>();
        builder.Services.AddHealthChecks()
            .AddCheck<FreshReadingsCheck>("sensors-fresh", HealthStatus.Unhealthy, ["live", "ready"], TimeSpan.FromSeconds(1));
    }
}

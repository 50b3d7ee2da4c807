using System.Net.Http.Headers;
using Greenhouse.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Greenhouse.Weather;

/// <summary>Entry point: registers the forecast, what refreshes it, and its health check.</summary>
public sealed class WeatherModule
{
    /// <summary>Called once by the host, before it is built.</summary>
    /// <param name="builder">The host's builder.</param>
    public void Configure(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.AddSingleton<IValidateOptions<WeatherOptions>, WeatherOptionsValidator>();
        builder.Services.AddOptions<WeatherOptions>()
            .Bind(builder.Configuration.GetSection(WeatherOptions.Section))
            .ValidateOnStart();

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHttpClient(nameof(OpenMeteoClient), (services, client) =>
        {
            client.BaseAddress = OpenMeteoClient.Address;
            client.Timeout = services.GetRequiredService<IOptions<WeatherOptions>>().Value.Timeout;
            client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Greenhouse.Weather", "1.0"));
        });
        builder.Services.AddSingleton<OpenMeteoClient>();
        builder.Services.AddSingleton<ForecastBook>();
        builder.Services.AddSingleton<IForecast>(services => services.GetRequiredService<ForecastBook>());
        builder.Services.AddHostedService<ForecastService>();
        builder.Services.AddHealthChecks()
            .AddCheck<FreshForecastCheck>("weather-fresh", HealthStatus.Degraded, ["ready"], TimeSpan.FromSeconds(1));
    }
}

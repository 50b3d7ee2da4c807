using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Greenhouse.Alerts;

/// <summary>Entry point: registers the rules, the service that applies them, and its health check.</summary>
public sealed class AlertsModule
{
    /// <summary>Called once by the host, before it is built.</summary>
    /// <param name="builder">The host's builder.</param>
    public void Configure(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.AddSingleton<IValidateOptions<AlertsOptions>, AlertsOptionsValidator>();
        builder.Services.AddOptions<AlertsOptions>()
            .Bind(builder.Configuration.GetSection(AlertsOptions.Section))
            .ValidateOnStart();

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IAlertRule, BoundsRule>();
        builder.Services.AddSingleton<IAlertRule, JumpRule>();
        builder.Services.AddSingleton<IAlertRule, SilenceRule>();
        builder.Services.AddSingleton<AlertBook>();
        builder.Services.AddHostedService<AlertService>();
        builder.Services.AddHealthChecks()
            .AddCheck<RulesRunCheck>("alerts-running", HealthStatus.Unhealthy, ["live", "ready"], TimeSpan.FromSeconds(1));
    }
}

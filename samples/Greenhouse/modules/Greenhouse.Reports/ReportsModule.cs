using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Greenhouse.Reports;

/// <summary>Entry point: registers the writing of reports and its health check.</summary>
public sealed class ReportsModule
{
    /// <summary>Called once by the host, before it is built.</summary>
    /// <param name="builder">The host's builder.</param>
    public void Configure(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.AddSingleton<IValidateOptions<ReportsOptions>, ReportsOptionsValidator>();
        builder.Services.AddOptions<ReportsOptions>()
            .Bind(builder.Configuration.GetSection(ReportsOptions.Section))
            .ValidateOnStart();

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ReportFolder>();
        builder.Services.AddHostedService<ReportService>();
        builder.Services.AddHealthChecks()
            .AddCheck<ReportFolderCheck>("reports-written", HealthStatus.Degraded, ["ready"], TimeSpan.FromSeconds(2));
    }
}

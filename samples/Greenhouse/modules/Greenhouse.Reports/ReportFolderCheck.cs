using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Greenhouse.Reports;

/// <summary>Degraded while reports cannot be written: the readings are still there, and the next attempt writes them all.</summary>
internal sealed class ReportFolderCheck(ReportFolder folder) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(folder.LastProblem is { } problem
            ? new HealthCheckResult(context.Registration.FailureStatus, problem)
            : HealthCheckResult.Healthy(folder.LastWritten is null ? "Nothing to write yet." : "Reports are being written."));
}

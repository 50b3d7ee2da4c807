using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Greenhouse.Loading;

/// <summary>How a set is.</summary>
/// <param name="Status">The worst of its modules.</param>
/// <param name="Modules">Each of its modules, in the order of ids.</param>
internal sealed record SetHealth(HealthStatus Status, ImmutableArray<ModuleHealth> Modules)
{
    /// <summary>Gives each module the worst of the checks that its manifest names.</summary>
    /// <param name="set">The set.</param>
    /// <param name="report">What all checks said.</param>
    public static SetHealth Of(RunningSet set, HealthReport report) => new(
        report.Status,
        [.. set.Modules.OrderBy(module => module.Id, StringComparer.OrdinalIgnoreCase).Select(module => Of(module, report))]);

    private static ModuleHealth Of(ModuleManifest module, HealthReport report)
    {
        var worst = module.HealthChecks.Where(report.Entries.ContainsKey).Select(name => report.Entries[name]).OrderBy(entry => entry.Status).ToList();
        return worst is [var first, ..]
            ? new ModuleHealth(module.Id, module.Version, first.Status, first.Description ?? first.Exception?.Message)
            : new ModuleHealth(module.Id, module.Version, HealthStatus.Healthy, null);
    }
}

/// <summary>How a module is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Status">What its checks say.</param>
/// <param name="Description">Why, as a sentence; or null.</param>
internal sealed record ModuleHealth(string Id, string Version, HealthStatus Status, string? Description);

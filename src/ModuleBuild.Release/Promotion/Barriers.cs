using System.Collections.Immutable;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using NuGet.Versioning;

namespace ModuleBuild.Release.Promotion;

/// <summary>What keeps the last known good set from running again after others have: one of them may have migrated data that it cannot read then.</summary>
public static class Barriers
{
    /// <summary>What stands in the way.</summary>
    /// <param name="good">The last known good set.</param>
    /// <param name="since">The releases that may have run since, the newest first.</param>
    /// <returns>A sentence a module; none where the way is free.</returns>
    public static ImmutableArray<string> Of(ModuleSet good, IReadOnlyList<EnvironmentRelease> since) =>
    [
        .. from module in good.Modules
           where since.Any(release => MigrationOf(release, module.Id) is not null) && NuGetVersion.TryParse(module.Version, out _)
           let barrier = Barrier(module, since)
           where barrier is not null
           select barrier,
    ];

    /// <summary>Why nothing was taken back, and what a person can do.</summary>
    /// <param name="barriers">What stands in the way.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="good">Number of the last known good release.</param>
    public static string Explain(ImmutableArray<string> barriers, string environment, int good) => FormattableString.Invariant(
        $"{Answers.Sentences(barriers)} So release {good} was not brought again. Promote a set that is well; or restore the data, then 'modulebuild rollback {environment} --to {good} --override {GateNames.Migrations} --reason TEXT'.");

    private static string? Barrier(ReleasedModule good, IReadOnlyList<EnvironmentRelease> since)
    {
        var version = NuGetVersion.Parse(good.Version);
        NuGetVersion? oldest = null;
        foreach (var release in since)
        {
            if (release.Find(good.Id) is not { } module || !NuGetVersion.TryParse(module.Version, out var ran))
            {
                continue;
            }

            // Where an older one ran after the migration, the gate had asked who answers for the data.
            if (MigrationOf(release, good.Id) is { } border && version < border && border <= ran && (oldest is null || border <= oldest))
            {
                return $"{module} may have migrated its data for good, and {good} cannot read them then.";
            }

            oldest = oldest is null || ran < oldest ? ran : oldest;
        }

        return null;
    }

    private static NuGetVersion? MigrationOf(EnvironmentRelease release, string id) =>
        release.Migrations?.FirstOrDefault(migration => migration.Module.Equals(id, StringComparison.OrdinalIgnoreCase)) is { } found
        && NuGetVersion.TryParse(found.Version, out var version) ? version : null;
}

using System.Collections.Immutable;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;
using NuGet.Versioning;

namespace ModuleBuild.Release.Gates;

/// <summary>Nothing is migrated for good that nobody accepted, and nobody goes back past it: see <see cref="DeclaredMigrations"/>.</summary>
/// <param name="evidence">The evidence.</param>
/// <param name="acknowledged">Migrations that were accepted: <c>id version</c>.</param>
internal sealed class MigrationsGate(EvidenceCollection evidence, ImmutableArray<string> acknowledged) : GateByEvidence(GateNames.Migrations, evidence)
{
    /// <inheritdoc/>
    protected override async Task<GateAnswer> JudgeAsync(GateInput input, ImmutableArray<ModuleEvidence> modules, CancellationToken cancellation)
    {
        var running = (await Evidence.ReadAsync(input.Current, cancellation)).ToDictionary(answer => answer.Module.Id, StringComparer.OrdinalIgnoreCase);
        var problems = new List<string>();
        foreach (var module in modules)
        {
            if (running.GetValueOrDefault(module.Module.Id) is { } before && NuGetVersion.TryParse(before.Module.Version, out var from) && from != module.Package.Version)
            {
                problems.AddRange(Problems(module, before, from));
            }
        }

        return Decide(
            problems,
            "Nothing is migrated for good, or it was accepted.",
            $"Accept a migration in 'gates.migrations.acknowledged'. Before going back past one, restore the data, and override '{Name}' with the reason.");
    }

    private IEnumerable<string> Problems(ModuleEvidence module, EvidenceAnswer before, NuGetVersion from)
    {
        var to = module.Package.Version;
        if (to > from && DeclaredMigrations.BorderOf(module) is { } up && from < up && up <= to)
        {
            if (!acknowledged.Any(text => IsAbout(text, module.Module.Id, up)))
            {
                yield return $"{module.Module} migrates its data for good: versions before {up.ToNormalizedString()} cannot read it any more, and {from.ToNormalizedString()} runs.";
            }
        }
        else if (to < from && before.Evidence is null)
        {
            yield return $"Whether {module.Module.Id} can go back from {from.ToNormalizedString()} is not known: {before.Problem}";
        }
        else if (to < from && DeclaredMigrations.BorderOf(before.Evidence!) is { } down && to < down && down <= from)
        {
            yield return $"{module.Module} cannot read the data that {from.ToNormalizedString()} migrated for good.";
        }
    }

    private static bool IsAbout(string acknowledged, string id, NuGetVersion version)
    {
        var parts = acknowledged.Split(' ');
        return parts.Length == 2 && parts[0].Equals(id, StringComparison.OrdinalIgnoreCase) && NuGetVersion.TryParse(parts[1], out var accepted) && accepted == version;
    }
}

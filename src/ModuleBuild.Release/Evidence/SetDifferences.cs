using System.Collections.Immutable;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Evidence;

/// <summary>What modules of a set can do, and what runs with them, compared with another set by the evidence of their packages.</summary>
/// <param name="evidence">The evidence.</param>
public sealed class SetDifferences(EvidenceCollection evidence)
{
    /// <summary>
    /// Compares each module whose bytes are others, or that is new. The first set of an environment has nothing to be compared with.
    /// </summary>
    /// <param name="before">The set that runs.</param>
    /// <param name="after">The set that is to run.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The modules of which there is something to tell, in the order of ids.</returns>
    public async Task<ImmutableArray<ModuleDifference>> BetweenAsync(ModuleSet before, ModuleSet after, CancellationToken cancellation)
    {
        if (before.Modules.IsEmpty)
        {
            return [];
        }

        ImmutableArray<ReleasedModule> changed = [.. after.Modules.Where(module => before.Find(module.Id)?.ContentHash != module.ContentHash)];
        var now = await evidence.ReadAsync(Part(after, changed), cancellation);
        var was = (await evidence.ReadAsync(Part(before, changed.Select(module => before.Find(module.Id)).OfType<ReleasedModule>()), cancellation))
            .ToDictionary(answer => answer.Module.Id, StringComparer.OrdinalIgnoreCase);
        return [.. now.Select(answer => Compare(was.GetValueOrDefault(answer.Module.Id), answer)).OfType<ModuleDifference>()];
    }

    private static ModuleSet Part(ModuleSet set, IEnumerable<ReleasedModule> modules) => ModuleSet.Of(modules, set.Settings);

    private static ModuleDifference? Compare(EvidenceAnswer? was, EvidenceAnswer now)
    {
        var (old, capabilities) = (Texts(was), Texts(now));
        ImmutableArray<string> holes =
        [
            .. new[] { was?.Problem, now.Problem }.OfType<string>(),
            .. new[] { was, now }.Where(answer => answer?.Evidence is { Capabilities: null }).Select(answer => $"{answer!.Module} does not say what it can do."),
            .. was is null ? [] : new[] { was, now }.Where(answer => answer.Evidence is { Sbom: null }).Select(answer => $"{answer.Module} has no SBOM."),
        ];
        var isKnown = capabilities is not null && (was is null || old is not null);
        var difference = new ModuleDifference(now.Module.Id)
        {
            NewCapabilities = isKnown ? [.. capabilities!.Except(old ?? [])] : [],
            GoneCapabilities = isKnown ? [.. (old ?? []).Except(capabilities!)] : [],
            Components = was?.Evidence?.Sbom is { } before && now.Evidence?.Sbom is { } after ? Components(before, after) : [],
            NotCompared = holes.IsEmpty ? null : string.Join(' ', holes),
        };
        return difference is { NewCapabilities.IsEmpty: true, GoneCapabilities.IsEmpty: true, Components.IsEmpty: true, NotCompared: null } ? null : difference;
    }

    private static ImmutableSortedSet<string>? Texts(EvidenceAnswer? answer) =>
        answer?.Evidence?.Capabilities?.Capabilities.Select(reached => reached.Capability.ToString()).ToImmutableSortedSet(StringComparer.Ordinal);

    private static ImmutableArray<ComponentChange> Components(SbomRecord before, SbomRecord after)
    {
        var (old, now) = (Versions(before), Versions(after));
        return
        [
            .. old.Keys.Union(now.Keys, StringComparer.OrdinalIgnoreCase)
                .Select(name => new ComponentChange(name, old.GetValueOrDefault(name), now.GetValueOrDefault(name)))
                .Where(change => change.From != change.To)
                .OrderBy(change => change.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static Dictionary<string, string> Versions(SbomRecord sbom) => sbom.Packages
        .DistinctBy(package => package.Id, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(package => package.Id, package => package.Version.ToNormalizedString(), StringComparer.OrdinalIgnoreCase);
}

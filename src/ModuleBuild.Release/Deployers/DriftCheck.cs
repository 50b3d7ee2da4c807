using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Deployers;

/// <summary>
/// Compares a target folder with what the store says runs there. Bytes are compared with those that were extracted: whoever changes a file
/// together with the marker beside it is found by bringing the set again, not by this.
/// </summary>
/// <param name="path">Absolute path of the target folder.</param>
public sealed class DriftCheck(string path)
{
    private readonly TargetFolder _target = new(path);

    /// <summary>What differs; empty where the target is as it should be.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="release">The release that should run; null where none should.</param>
    /// <param name="set">Its set.</param>
    public ImmutableArray<Drift> Find(string environment, int? release, ModuleSet set)
    {
        try
        {
            if (!File.Exists(_target.Current))
            {
                return release is null ? [] : [OfTarget($"'{_target.Current}' is missing: nothing runs there.")];
            }

            var (current, problem) = TargetFile.Read<DeployedSet>(_target.Current);
            return current is null
                ? [OfTarget($"'{_target.Current}' {problem}.")]
                : [.. Pointer(current, environment, release ?? 0), .. set.Modules.Select(module => Module(current, set, module)).OfType<Drift>(), .. Extra(current, set)];
        }
        catch (Exception e) when (DeployFailure.IsOfDisk(e))
        {
            return [OfTarget(DeployFailure.Sentence(e))];
        }
    }

    private static IEnumerable<Drift> Pointer(DeployedSet current, string environment, int release)
    {
        if (current.Environment != environment)
        {
            yield return OfTarget($"It is the folder of environment '{current.Environment}'.");
        }

        if (current.Release != release)
        {
            yield return OfTarget(FormattableString.Invariant($"Release {current.Release} runs, and it should be {release}."));
        }
    }

    private static IEnumerable<Drift> Extra(DeployedSet current, ModuleSet set) => current.Modules
        .Where(deployed => set.Find(deployed.Id) is null)
        .Select(deployed => new Drift(DriftKind.Extra, $"{deployed.Id} {deployed.Version} runs, and is not of the set.") { Module = deployed.Id });

    private Drift? Module(DeployedSet current, ModuleSet set, ReleasedModule module)
    {
        var deployed = current.Modules.FirstOrDefault(each => each.Id.Equals(module.Id, StringComparison.OrdinalIgnoreCase));
        if (deployed is null)
        {
            return new Drift(DriftKind.Missing, $"{module} is not there.") { Module = module.Id };
        }

        var folder = _target.Absolute(deployed.Folder);
        var changed = deployed.Version != module.Version ? $"{deployed.Id} {deployed.Version} runs, and it should be {module.Version}."
            : Core.Files.RelativePath.ProblemOf(deployed.Folder) is { } problem ? $"{module} is in '{deployed.Folder}', {problem}."
            : !Directory.Exists(folder) ? null
            : ModuleFolder.DamageOf(folder, module) ?? (HasSettings(deployed, set, module) ? null : $"{module} has other settings.");
        return changed is not null ? new Drift(DriftKind.Changed, changed) { Module = module.Id }
            : Directory.Exists(folder) ? null
            : new Drift(DriftKind.Missing, $"{module} is not there: '{folder}' is missing.") { Module = module.Id };
    }

    private static bool HasSettings(DeployedModule deployed, ModuleSet set, ReleasedModule module) => set.Settings.TryGetValue(module.Id, out var settings)
        ? deployed.Settings is { } there && JsonElement.DeepEquals(there, settings)
        : deployed.Settings is null;

    private static Drift OfTarget(string text) => new(DriftKind.Target, text);
}

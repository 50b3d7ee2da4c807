using System.Collections.Immutable;
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

    /// <summary>What differs, as sentences; empty where the target is as it should be.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="release">The release that should run; null where none should.</param>
    /// <param name="set">Its set.</param>
    public ImmutableArray<string> Find(string environment, int? release, ModuleSet set)
    {
        try
        {
            if (!File.Exists(_target.Current))
            {
                return release is null ? [] : [$"'{_target.Current}' is missing: nothing runs there."];
            }

            var (current, problem) = TargetJson.Read<DeployedSet>(_target.Current);
            return current is null
                ? [$"'{_target.Current}' {problem}."]
                : [.. Pointer(current, environment, release ?? 0, set), .. set.Modules.Select(module => Module(current, module)).OfType<string>()];
        }
        catch (Exception e) when (DeployFailure.IsOfDisk(e))
        {
            return [DeployFailure.Sentence(e)];
        }
    }

    private static IEnumerable<string> Pointer(DeployedSet current, string environment, int release, ModuleSet set)
    {
        if (current.Environment != environment)
        {
            yield return $"It is the folder of environment '{current.Environment}'.";
        }

        if (current.Release != release)
        {
            yield return FormattableString.Invariant($"Release {current.Release} runs, and it should be {release}.");
        }

        if (current.SetDigest != set.Digest() || !current.Modules.Select(module => (module.Id, module.Version)).SequenceEqual(set.Modules.Select(module => (module.Id, module.Version))))
        {
            yield return $"Another set runs: {current.SetDigest}, and it should be {set.Digest()}.";
        }
    }

    private string? Module(DeployedSet current, ReleasedModule module)
    {
        var deployed = current.Modules.FirstOrDefault(each => each.Id.Equals(module.Id, StringComparison.OrdinalIgnoreCase) && each.Version == module.Version);
        return deployed is null ? $"{module} is not there."
            : Core.Files.RelativePath.ProblemOf(deployed.Folder) is { } problem ? $"{module} is in '{deployed.Folder}', {problem}."
            : ModuleFolder.DamageOf(_target.Absolute(deployed.Folder), module);
    }
}

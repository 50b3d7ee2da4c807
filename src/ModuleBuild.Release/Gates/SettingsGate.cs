using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Settings;

namespace ModuleBuild.Release.Gates;

/// <summary>The settings of each module are what its schema allows.</summary>
/// <param name="evidence">The evidence.</param>
internal sealed class SettingsGate(EvidenceCollection evidence) : GateByEvidence(GateNames.Settings, evidence)
{
    /// <inheritdoc/>
    protected override Task<GateAnswer> JudgeAsync(GateInput input, ImmutableArray<ModuleEvidence> modules, CancellationToken cancellation) => Task.FromResult(Decide(
        [.. modules.SelectMany(module => Problems(module, input.Target))],
        $"The settings of {Answers.Count(modules.Count(module => module.Manifest.Configuration is not null), "module")} are what their schemas allow.{Unchecked(modules, input.Target)}",
        $"Correct them in 'settings' of the policy, or by 'modulebuild env settings {input.Environment}'."));

    private static string Unchecked(ImmutableArray<ModuleEvidence> modules, ModuleSet set)
    {
        var loose = modules.Where(module => module.Manifest.Configuration is null && set.Settings.ContainsKey(module.Module.Id)).Select(module => module.Module).ToList();
        return loose.Count == 0 ? string.Empty : $" Not checked: {Answers.Some(loose)} {(loose.Count == 1 ? "has settings, and its manifest declares" : "have settings, and their manifests declare")} none.";
    }

    private static IEnumerable<string> Problems(ModuleEvidence module, ModuleSet set)
    {
        JsonElement? settings = set.Settings.TryGetValue(module.Module.Id, out var found) ? found : null;
        if (module.Manifest.Configuration is null)
        {
            return [];
        }

        // What nobody set is what the module came with; a schema that is not in the package can only be missed where something was set.
        return module.SettingsSchema is not { } schema
            ? settings is null ? [] : [$"The package of {module.Module} does not hold {module.Manifest.Configuration.SchemaFile}, by which its settings would be checked; pack it anew, with this version of ModuleBuild."]
            : SettingsCheck.Problems(schema, settings).Select(problem => $"{module.Module}: {problem}");
    }
}

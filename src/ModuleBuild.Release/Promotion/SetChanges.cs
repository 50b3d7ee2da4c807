using System.Collections.Immutable;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Promotion;

/// <summary>How one set differs from another.</summary>
public static class SetChanges
{
    /// <summary>What becomes of each module that is not the same in both, in the order of ids.</summary>
    /// <param name="before">The set that runs.</param>
    /// <param name="after">The set that is to run.</param>
    public static ImmutableArray<ModuleChange> Between(ModuleSet before, ModuleSet after)
    {
        var old = before.Modules.ToDictionary(module => module.Id, StringComparer.OrdinalIgnoreCase);
        var changes = new List<ModuleChange>();
        foreach (var module in after.Modules)
        {
            var was = old.GetValueOrDefault(module.Id);
            old.Remove(module.Id);
            var settings = Settings(before, module.Id) != Settings(after, module.Id);
            if (was is null || was.Version != module.Version || was.ContentHash != module.ContentHash || settings)
            {
                changes.Add(new ModuleChange(module.Id, was?.Version, module.Version, settings));
            }
        }

        changes.AddRange(old.Values.Select(gone => new ModuleChange(gone.Id, gone.Version, null)));
        return [.. changes.OrderBy(change => change.Id, StringComparer.OrdinalIgnoreCase)];
    }

    private static string? Settings(ModuleSet set, string id) =>
        set.Settings.TryGetValue(id, out var settings) ? CanonicalJson.Of(settings) : null;
}

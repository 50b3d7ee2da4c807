using System.Collections.Immutable;

namespace Greenhouse.Loading;

/// <summary>Puts modules into an order in which each comes after those that it needs.</summary>
internal static class LoadOrder
{
    /// <summary>Orders the modules; where nothing else decides, by id.</summary>
    /// <exception cref="InvalidOperationException">A required module is missing, or modules wait for each other.</exception>
    public static ImmutableArray<ModuleManifest> Of(ImmutableArray<ModuleManifest> modules)
    {
        var waiting = modules.ToDictionary(module => module.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var module in modules)
        {
            if (module.Required.FirstOrDefault(id => !waiting.ContainsKey(id)) is { } missing)
            {
                throw new InvalidOperationException($"{module.Id} needs {missing}, which is not installed.");
            }
        }

        var order = ImmutableArray.CreateBuilder<ModuleManifest>(modules.Length);
        while (waiting.Count > 0)
        {
            var next = modules.FirstOrDefault(module => waiting.ContainsKey(module.Id) && !module.After.Any(waiting.ContainsKey))
                ?? throw new InvalidOperationException($"These modules wait for each other: {string.Join(", ", waiting.Keys)}.");
            waiting.Remove(next.Id);
            order.Add(next);
        }

        return order.MoveToImmutable();
    }
}

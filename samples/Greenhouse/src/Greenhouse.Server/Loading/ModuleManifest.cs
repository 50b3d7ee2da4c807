using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Hosting;

namespace Greenhouse.Loading;

/// <summary>What a host wants to know of a module: the file <c>module/module.json</c> of its package.</summary>
/// <param name="Id">Id of the module, its package and, in this application, its assembly.</param>
/// <param name="Version">Version of the package.</param>
/// <param name="EntryPoint">Full name of the type to call.</param>
/// <param name="Required">Ids of modules without which it does not work.</param>
/// <param name="After">Ids of modules that are loaded first where they are there.</param>
internal sealed record ModuleManifest(
    string Id, string Version, string EntryPoint, ImmutableArray<string> Required, ImmutableArray<string> After)
{
    private const string Scope = "server";

    /// <summary>Path of its settings in the host's configuration; null where it has none.</summary>
    public string? Section { get; private init; }

    /// <summary>Names of its health checks.</summary>
    public ImmutableArray<string> HealthChecks { get; private init; } = [];

    /// <summary>Reads a manifest.</summary>
    public static ModuleManifest Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var manifest = document.RootElement;
        var entryPoint = manifest.GetProperty("entryPoints").EnumerateArray()
            .First(entry => entry.GetProperty("scope").ValueEquals(Scope));
        var dependencies = manifest.TryGetProperty("dependencies", out var all) ? all.EnumerateObject().ToList() : [];
        var loadAfter = manifest.TryGetProperty("loadAfter", out var ids) ? ids.EnumerateArray().ToList() : [];
        return new ModuleManifest(
            manifest.GetProperty("id").GetString()!,
            manifest.GetProperty("version").GetString()!,
            entryPoint.GetProperty("type").GetString()!,
            [.. dependencies.Where(dependency => !IsOptional(dependency.Value)).Select(dependency => dependency.Name)],
            [.. dependencies.Select(dependency => dependency.Name), .. loadAfter.Select(id => id.GetString()!)])
        {
            Section = manifest.TryGetProperty("configuration", out var configuration) && configuration.TryGetProperty("section", out var section) ? section.GetString() : null,
            HealthChecks = manifest.TryGetProperty("health", out var health) && health.TryGetProperty("checks", out var checks)
                ? [.. checks.EnumerateArray().Select(check => check.GetProperty("name").GetString()!)]
                : [],
        };
    }

    /// <summary>Calls the module's entry point. The contract is structural: no type of the module is known here.</summary>
    /// <param name="assembly">The module's assembly.</param>
    /// <param name="builder">What it is to register its services with.</param>
    public void Configure(Assembly assembly, IHostApplicationBuilder builder)
    {
        var type = assembly.GetType(EntryPoint, throwOnError: true)!;
        var configure = type.GetMethod("Configure", [typeof(IHostApplicationBuilder)])
            ?? throw new InvalidOperationException($"{EntryPoint} has no Configure(IHostApplicationBuilder).");
        configure.CreateDelegate<Action<IHostApplicationBuilder>>(Activator.CreateInstance(type)).Invoke(builder);
    }

    private static bool IsOptional(JsonElement dependency) =>
        dependency.ValueKind == JsonValueKind.Object
        && dependency.TryGetProperty("kind", out var kind)
        && !kind.ValueEquals("required");
}

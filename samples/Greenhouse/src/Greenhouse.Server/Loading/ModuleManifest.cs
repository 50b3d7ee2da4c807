using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Hosting;

namespace Greenhouse.Host;

/// <summary>A module as its manifest describes it: the file <c>module/module.json</c> of its package.</summary>
/// <param name="Id">Id of the module, its package and, in this application, its assembly.</param>
/// <param name="Version">Version of the package.</param>
/// <param name="EntryPoint">Full name of the type to call.</param>
/// <param name="Required">Ids of modules without which it does not work.</param>
/// <param name="After">Ids of modules that are loaded first where they are there.</param>
internal sealed record InstalledModule(
    string Id, string Version, string EntryPoint, ImmutableArray<string> Required, ImmutableArray<string> After)
{
    private const string Scope = "server";

    /// <summary>Reads all manifests of a folder, in ordinal order of ids.</summary>
    public static ImmutableArray<InstalledModule> ReadAll(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.json").Select(Read).OrderBy(module => module.Id, StringComparer.Ordinal),
    ];

    /// <summary>Calls the module's entry point. The contract is structural: no type of the module is known here.</summary>
    public void Configure(IHostApplicationBuilder builder)
    {
        var type = Assembly.Load(new AssemblyName(Id)).GetType(EntryPoint, throwOnError: true)!;
        var configure = type.GetMethod("Configure", [typeof(IHostApplicationBuilder)])
            ?? throw new InvalidOperationException($"{EntryPoint} has no Configure(IHostApplicationBuilder).");
        configure.CreateDelegate<Action<IHostApplicationBuilder>>(Activator.CreateInstance(type)).Invoke(builder);
    }

    private static InstalledModule Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var manifest = document.RootElement;
        var entryPoint = manifest.GetProperty("entryPoints").EnumerateArray()
            .First(entry => entry.GetProperty("scope").ValueEquals(Scope));
        var dependencies = manifest.TryGetProperty("dependencies", out var all) ? all.EnumerateObject().ToList() : [];
        var loadAfter = manifest.TryGetProperty("loadAfter", out var ids) ? ids.EnumerateArray().ToList() : [];
        return new InstalledModule(
            manifest.GetProperty("id").GetString()!,
            manifest.GetProperty("version").GetString()!,
            entryPoint.GetProperty("type").GetString()!,
            [.. dependencies.Where(dependency => !IsOptional(dependency.Value)).Select(dependency => dependency.Name)],
            [.. dependencies.Select(dependency => dependency.Name), .. loadAfter.Select(id => id.GetString()!)]);
    }

    private static bool IsOptional(JsonElement dependency) =>
        dependency.ValueKind == JsonValueKind.Object
        && dependency.TryGetProperty("kind", out var kind)
        && !kind.ValueEquals("required");
}

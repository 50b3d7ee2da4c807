using System.Text.Json.Nodes;
using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Dependencies;

/// <summary>A workspace with the module Acme.Orders, whose references and manifest a test chooses, and the feed of <see cref="AcmePackages"/>.</summary>
internal sealed class DependentModule : IDisposable
{
    private readonly string _project;

    private DependentModule(ModuleWorkspace work, string project)
    {
        Work = work;
        _project = project;
    }

    public ModuleWorkspace Work { get; }

    /// <summary>Makes the module.</summary>
    /// <param name="items">References of its project, one a line.</param>
    /// <param name="manifest">More fields of its manifest, as JSON.</param>
    /// <param name="uses">Ids of packages of which it uses a type.</param>
    /// <param name="properties">More properties.</param>
    public static async Task<DependentModule> CreateAsync(string items, string manifest = "{}", string[]? uses = null, string properties = "")
    {
        var work = await ModuleWorkspace.CreateAsync();
        AcmePackages.WriteTo(work["local"]);
        work.UseOnlyLocalFeed();
        var project = work.AddModule("Acme.Orders", properties, items);
        var json = ModuleWorkspace.Manifest("Acme.Orders");
        foreach (var (name, value) in JsonNode.Parse(manifest)!.AsObject())
        {
            json[name] = value?.DeepClone();
        }

        work.Write("Acme.Orders/module.json", json.ToJsonString(new() { WriteIndented = true }));
        if (uses is not null)
        {
            work.Write("Acme.Orders/Uses.cs", $$"""
                namespace Acme.Orders;

                internal static class Uses
                {
                    public static System.Type[] Types => [{{string.Join(", ", uses.Select(id => $"typeof(global::{id}.IApi)"))}}];
                }
                """);
        }

        return new DependentModule(work, project);
    }

    /// <summary>Builds it.</summary>
    public Task<BuildOutcome> BuildAsync(IReadOnlyDictionary<string, string>? properties = null) => Work.InProcess.RunAsync(_project, ["Build"], properties);

    public void Dispose() => Work.Dispose();
}

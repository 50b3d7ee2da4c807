using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ModuleBuild.EndToEnd.Tests.Dependencies;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.EndToEnd.Tests.Sdk;

/// <summary>
/// A workspace whose projects name the SDK and nothing else, and a feed of Fair.Goods 2.1.0 and 2.2.0 (which needs Fair.Mail),
/// Fair.Mail 1.0.0 and 1.4.0, and Fair.Rival, which cannot live with Fair.Mail.
/// </summary>
internal sealed class SdkModules : IDisposable
{
    // Made once: all tests share one packages folder, and an id and a version are the same bytes in each of them.
    private static readonly ImmutableArray<TestPackage> Packages =
    [
        .. new[]
        {
            TestPackage.Module("Fair.Goods", "2.1.0"),
            TestPackage.Module("Fair.Goods", "2.2.0").DependsOn("Fair.Mail", "[1.0,2.0)"),
            TestPackage.Module("Fair.Mail", "1.0.0"),
            TestPackage.Module("Fair.Mail", "1.4.0"),
            TestPackage.Module("Fair.Rival", "1.0.0").ConflictsWith("Fair.Mail"),
        }.Select(AcmePackages.WithApi),
    ];

    private SdkModules(ModuleWorkspace work) => Work = work;

    public ModuleWorkspace Work { get; }

    public string LockPath => Work["module.lock.json"];

    public static async Task<SdkModules> CreateAsync()
    {
        var modules = new SdkModules(await ModuleWorkspace.CreateAsync());
        var work = modules.Work;
        Directory.CreateDirectory(work["feed"]);
        foreach (var package in Packages)
        {
            package.WriteTo(work["feed"]);
        }

        // The resolver of project SDKs asks this file, and no property, where packages are.
        work.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{work.Feed.PackagesFolder}" /></config>
              <packageSources>
                <clear />
                <add key="modulebuild-test" value="{work.Feed.Folder}" />
                <add key="modules" value="feed" />
              </packageSources>
            </configuration>
            """);
        work.Write("modulebuild.json", "{}");
        return modules;
    }

    /// <summary>Adds a module whose code uses a type of each module that it needs.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="needs">What its manifest asks for.</param>
    /// <param name="properties">More properties of its project.</param>
    /// <param name="items">Items of its project.</param>
    /// <param name="sdk">The SDKs of its project; null for ours with its version.</param>
    /// <returns>Absolute path of its project.</returns>
    public string Add(string id, (string Id, string Range)[] needs, string properties = "", string items = "", string? sdk = null)
    {
        var project = Work.AddModule(id);
        Ask(id, needs);
        Work.Write($"{id}/Uses.cs", $$"""
            namespace {{id}};

            internal static class Uses
            {
                public static System.Type[] Types => [{{string.Join(", ", needs.Select(need => $"typeof(global::{need.Id}.IApi)"))}}];
            }
            """);
        var framework = properties.Contains("<TargetFramework", StringComparison.Ordinal) ? "" : "<TargetFramework>net10.0</TargetFramework>";
        File.WriteAllText(project, $"""
            <Project Sdk="{sdk ?? $"ModuleBuild.Sdk/{Work.Feed.Version}"}">
              <PropertyGroup>
                {framework}
                <Version>1.2.0</Version>
                <RepositoryUrl>https://example.com/acme/orders</RepositoryUrl>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                {items}
              </ItemGroup>
            </Project>
            """);
        return project;
    }

    /// <summary>Writes what a module asks for.</summary>
    public void Ask(string id, params (string Id, string Range)[] needs)
    {
        var manifest = ModuleWorkspace.Manifest(id);
        manifest["dependencies"] = new JsonObject(needs.Select(need => KeyValuePair.Create(need.Id, (JsonNode?)JsonValue.Create(need.Range))));
        File.SetLastWriteTimeUtc(Work.Write($"{id}/module.json", manifest.ToJsonString(new() { WriteIndented = true })), DateTime.UtcNow.AddSeconds(2));
    }

    /// <summary>Restores and builds in this process.</summary>
    public Task<BuildOutcome> BuildAsync(string project, params (string Name, string Value)[] properties) =>
        Work.InProcess.RunAsync(project, ["Build"], properties.ToDictionary(property => property.Name, property => property.Value));

    /// <summary>Runs <c>dotnet</c> in the folder of a module, or of the workspace.</summary>
    public Task<BuildOutcome> DotnetAsync(string folder, params string[] arguments) => Work.Spawned.DotnetAsync(arguments, Work[folder]);

    /// <summary>Modules that were restored for a project, with their versions.</summary>
    public IEnumerable<string> Restored(string id) =>
        JsonNode.Parse(File.ReadAllText(AssetsOf(id)))!["libraries"]!.AsObject()
            .Select(library => library.Key.Replace('/', ' '))
            .Where(library => !library.StartsWith("ModuleBuild ", StringComparison.Ordinal));

    public string AssetsOf(string id) => Work[$"{id}/obj/project.assets.json"];

    public void Dispose() => Work.Dispose();
}

using System.Text.Json.Nodes;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Ports;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Testing;
using ModuleBuild.Testing.Node;
using NuGet.Versioning;

namespace ModuleBuild.EndToEnd.Tests.Samples;

/// <summary>Greenhouse is built as its readers build it: wave by wave, each module taking the others from the feed.</summary>
[Collection(nameof(BuiltGreenhouse))]
public sealed class GreenhouseTests(BuiltGreenhouse greenhouse)
{
    private static readonly string[] Modules =
        ["Greenhouse.Alerts", "Greenhouse.Irrigation", "Greenhouse.Reports", "Greenhouse.Sensors", "Greenhouse.Weather"];

    [Fact]
    public async Task Every_module_is_clean_and_its_sbom_agrees_with_the_restore_and_the_package()
    {
        var copy = greenhouse.Copy;
        Assert.Equal(3, greenhouse.Waves.Count);
        Assert.All(greenhouse.Waves, pack =>
        {
            Assert.True(pack.Succeeded, pack.Log);
            Assert.Empty(pack.Messages);
        });

        var sboms = new List<string>();
        foreach (var id in Modules)
        {
            var package = PackedModule.Read(Assert.Single(Directory.GetFiles(copy.Feed, $"{id}.?.?.?.nupkg")));
            var sbom = package.Text($"module/{id}.cdx.json");
            sboms.Add(copy[$"{id}.cdx.json"]);
            await File.WriteAllTextAsync(sboms[^1], sbom, TestContext.Current.CancellationToken);
            var document = JsonNode.Parse(sbom)!;
            Assert.Equal(RuntimePackages(copy, id), Components(document));
            Assert.Equal(package.Payload, Files(document));
            Assert.Equal(await File.ReadAllTextAsync(copy[$"modules/{id}/config.schema.json"], TestContext.Current.CancellationToken), package.Text("module/config.schema.json"));
            Assert.Contains("```mermaid", package.Text($"module/{id}.md"), StringComparison.Ordinal);
            Assert.DoesNotContain(copy["."].TrimEnd('/'), sbom, StringComparison.Ordinal);
        }

        Assert.Empty(await SbomValidator.FindErrorsAsync(sboms));
    }

    [Fact]
    public async Task What_the_assemblies_of_each_package_show_is_what_its_evidence_says()
    {
        var recount = new CapabilityRecount();
        foreach (var id in Modules)
        {
            var path = Assert.Single(Directory.GetFiles(greenhouse.Copy.Feed, $"{id}.?.?.?.nupkg"));
            var said = CapabilityReportFile.Read("capabilities.json", PackedModule.Read(path).Bytes("module/capabilities.json")).Report!;

            var found = await recount.RecountAsync(new ModulePackage(id, NuGetVersion.Parse("1.0.0"), path, id, null), TestContext.Current.CancellationToken);

            Assert.Equal((null, said.MapVersion), (found.Problem, found.MapVersion));
            Assert.Empty(found.Capabilities.Except(said.Capabilities.Select(reached => reached.Capability)));
        }
    }

    [Fact]
    public async Task Settings_of_a_module_are_judged_by_the_schema_that_its_package_carries()
    {
        using var folder = new TemporaryFolder("greenhouse");
        using var tool = await InstalledTool.CreateAsync();
        folder.Write("work/modulebuild.json", "{}");
        folder.Write("work/nuget.config", $"""<configuration><packageSources><clear /><add key="feed" value="{greenhouse.Copy.Feed}" /></packageSources></configuration>""");
        Task<ProcessResult> RunAsync(params string[] arguments) => tool.RunAsync(folder["work"], new Dictionary<string, string?> { ["NUGET_PACKAGES"] = folder["packages"] }, arguments);
        (await RunAsync("env", "init")).Succeeded();
        (await RunAsync("env", "add", "dev", "--path", "../run/dev")).Succeeded();
        (await RunAsync("promote", "feed", "dev", "--module", "Greenhouse.Weather@1.0.3")).Succeeded();

        var wrong = await RunAsync("env", "settings", "dev", "Greenhouse.Weather", "--set", "Days=9");
        var right = await RunAsync("env", "settings", "dev", "Greenhouse.Weather", "--set", "Days=5");

        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("Greenhouse.Weather 1.0.3: '/Days' has to be at most 7.", wrong.Output, StringComparison.Ordinal);
        right.Succeeded();
    }

    // Read apart from the code under test: all that the restore calls a package of the target and the project wants at run time.
    private static IEnumerable<string> RuntimePackages(SampleCopy copy, string id)
    {
        var assets = JsonNode.Parse(File.ReadAllText(copy[$"artifacts/obj/{id}/project.assets.json"]))!;
        var target = assets["targets"]!["net10.0"]!.AsObject();
        var direct = assets["project"]!["frameworks"]!["net10.0"]!["dependencies"]!.AsObject()
            .Where(dependency => (string?)dependency.Value!["suppressParent"] != "All")
            .Select(dependency => dependency.Key);
        var keys = target.ToDictionary(library => library.Key.Split('/')[0], library => library.Key, StringComparer.OrdinalIgnoreCase);
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(direct.Select(name => keys[name]));
        while (open.TryPop(out var key))
        {
            if (reached.Add(key) && target[key]!["dependencies"] is JsonObject dependencies)
            {
                foreach (var (name, _) in dependencies)
                {
                    open.Push(keys[name]);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<string> Components(JsonNode sbom) =>
        sbom["components"]!.AsArray().Select(component => $"{component!["name"]}/{component["version"]}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Files(JsonNode sbom) =>
        sbom["metadata"]!["component"]!["components"]!.AsArray().Select(file => (string)file!["name"]!).Order(StringComparer.Ordinal);
}

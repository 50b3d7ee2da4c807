using System.Text.Json.Nodes;

namespace ModuleBuild.Cli.Tests.Release;

/// <summary>Targets that somebody changed: what is said, and that they are brought again.</summary>
public sealed class DriftTests
{
    [Fact]
    public async Task What_somebody_changed_in_a_target_is_found_and_brought_again()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.B@1.0.0")).Succeeded();
        var pointer = folder["run/dev/current.json"];

        var same = await folder.RunAsync("env", "status", "dev", "--check");
        var file = Path.Combine(folder["run/dev"], FolderOf(pointer, "Acme.B"), "module", "module.json");
        await File.AppendAllTextAsync(file, " ", TestContext.Current.CancellationToken);
        Directory.Delete(Path.Combine(folder["run/dev"], FolderOf(pointer, "Acme.A")), recursive: true);
        await Change(pointer, set => set["modules"]!.AsArray().Add(Extra()));
        var drifted = await folder.RunAsync("env", "status", "dev");
        var failed = await folder.RunAsync("env", "status", "dev", "--check", "--json");
        (await folder.RunAsync("env", "apply", "dev")).Succeeded();

        Assert.Equal((0, ""), (same.ExitCode, same.Error));
        Assert.Contains("run/dev holds what the store says", same.Output, StringComparison.Ordinal);
        Assert.Equal(0, drifted.ExitCode);
        Assert.Contains("'modulebuild env apply dev' brings it again:\n", drifted.Output, StringComparison.Ordinal);
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("error MB6021: 'dev' is not what the store says: Acme.A 1.1.0 is not there: ", failed.Error, StringComparison.Ordinal);
        var target = JsonNode.Parse(failed.Output)!["environments"]![0]!["target"]!;
        Assert.Equal("drifted", target["state"]!.GetValue<string>());
        Assert.Equal(
            ["missing Acme.A", "changed Acme.B", "extra Acme.X"],
            target["differences"]!.AsArray().Select(difference => $"{difference!["kind"]} {difference["module"]}"));
        (await folder.RunAsync("env", "status", "--check")).Succeeded(); // all environments, and staging never had anything
    }

    [Fact]
    public async Task Settings_and_pointers_that_somebody_changed_are_found_and_brought_again()
    {
        using var folder = await ReleaseFolder.CreateAsync();
        (await folder.RunAsync("promote", "feed", "dev", "--module", "Acme.A@1.0.0")).Succeeded();
        var pointer = folder["run/dev/current.json"];

        await Change(pointer, set => set["modules"]![0]!["settings"] = new JsonObject { ["a"] = 1 });
        var settings = await folder.RunAsync("env", "status", "dev", "--check");
        File.Delete(pointer);
        var deleted = await folder.RunAsync("env", "status", "dev", "--check");
        (await folder.RunAsync("env", "apply", "dev")).Succeeded();

        Assert.Contains("Acme.A 1.0.0 has other settings.", settings.Error, StringComparison.Ordinal);
        Assert.Contains("is missing: nothing runs there.", deleted.Error, StringComparison.Ordinal);
        Assert.Equal((1, 1), (settings.ExitCode, deleted.ExitCode));
        (await folder.RunAsync("env", "status", "dev", "--check")).Succeeded();
    }

    private static string FolderOf(string pointer, string id) => JsonNode.Parse(File.ReadAllBytes(pointer))!["modules"]!.AsArray()
        .Single(module => module!["id"]!.GetValue<string>() == id)!["folder"]!.GetValue<string>();

    private static Task Change(string pointer, Action<JsonNode> change)
    {
        var set = JsonNode.Parse(File.ReadAllBytes(pointer))!;
        change(set);
        return File.WriteAllTextAsync(pointer, set.ToJsonString(), TestContext.Current.CancellationToken);
    }

    private static JsonObject Extra() => new() { ["id"] = "Acme.X", ["version"] = "1.0.0", ["folder"] = "modules/acme.x/1.0.0-0000000000000000", ["contentHash"] = "x" };
}

using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Samples;

/// <summary>What a module of Greenhouse declares is what it does: less is found by the compiler of the SDK, at the call.</summary>
public sealed class PermissionTests
{
    [Fact]
    public async Task Permission_that_is_taken_away_fails_the_build_at_the_calls()
    {
        using var copy = await SampleCopy.CreateAsync("Greenhouse");
        var hosts = await copy.DotnetAsync("pack", "src/Greenhouse.Contracts");
        Assert.True(hosts.Succeeded, hosts.Log);
        const string Project = "modules/Greenhouse.Weather/Greenhouse.Weather.csproj";

        var declared = await copy.DotnetAsync("build", Project);
        await ReplaceAsync(copy["modules/Greenhouse.Weather/module.json"], "network:access:api.open-meteo.com", "network:access:example.com");
        var other = await copy.DotnetAsync("build", Project, "--no-restore");
        var silenced = await copy.DotnetAsync("build", Project, "--no-restore", "-p:ModuleBuildAnalyzers=false", "-p:ModuleBuildDocs=false");

        Assert.True(declared.Succeeded, declared.Log);
        Assert.Empty(declared.Messages);
        Assert.False(other.Succeeded, other.Log);
        Assert.All(other.Messages, message => Assert.Equal(("error", "MB2001"), (message.Severity, message.Code)));
        Assert.Contains(other.Messages, message =>
            Path.GetFileName(message.File) == "WeatherModule.cs" && LineOf(copy, message).Contains("client.BaseAddress = ", StringComparison.Ordinal)
            && message.Message.Contains("Add 'network:access:api.open-meteo.com'", StringComparison.Ordinal));
        Assert.DoesNotContain(silenced.Messages, message => message.Code == "MB2001");
    }

    [Fact]
    public async Task Permission_that_is_missing_fails_the_build_at_the_calls()
    {
        using var copy = await SampleCopy.CreateAsync("Greenhouse");
        var hosts = await copy.DotnetAsync("pack", "src/Greenhouse.Contracts");
        Assert.True(hosts.Succeeded, hosts.Log);
        var manifest = copy["modules/Greenhouse.Weather/module.json"];
        await ReplaceAsync(manifest, "network:access:api.open-meteo.com", "x-greenhouse:read:weather");

        var build = await copy.DotnetAsync("build", "modules/Greenhouse.Weather/Greenhouse.Weather.csproj");

        Assert.False(build.Succeeded, build.Log);
        Assert.All(build.Messages, message => Assert.Equal(("error", "MB2001"), (message.Severity, message.Code)));
        Assert.Contains(build.Messages, message =>
            Path.GetFileName(message.File) == "OpenMeteoClient.cs" && LineOf(copy, message).Contains("http.GetFromJsonAsync(", StringComparison.Ordinal));
    }

    private static string LineOf(SampleCopy copy, BuildMessage message) =>
        File.ReadLines(Path.Combine(copy["."], message.File)).ElementAt(message.Line - 1);

    private static async Task ReplaceAsync(string file, string from, string to)
    {
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains(from, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text.Replace(from, to, StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }
}

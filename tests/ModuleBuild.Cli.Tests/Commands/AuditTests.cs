using System.Text.Json;
using ModuleBuild.Cli.Tests.Resolution;

namespace ModuleBuild.Cli.Tests.Commands;

/// <summary><c>modulebuild audit</c>.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly SampleWorkspace _work = new();
    private readonly DirectoryInfo _osv = Directory.CreateTempSubdirectory("modulebuild-osv-");

    public void Dispose()
    {
        _work.Dispose();
        _osv.Delete(recursive: true);
    }

    [Fact]
    public async Task Locked_package_with_a_vulnerability_ends_with_1_and_names_the_fix()
    {
        await _work.RunAsync("lock");
        Advise("Acme.Charts", "9.9.9");

        var run = await _work.RunAsync("audit", "module.lock.json", "--offline", "--advisories", _osv.FullName);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error MB2007: Acme.Charts ", run.Output, StringComparison.Ordinal);
        Assert.Contains("GHSA-5crp-9r3c-p9vr (high). First fixed: 9.9.9.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_lists_what_was_looked_at()
    {
        await _work.RunAsync("lock");
        Advise("Somebody.Else", "1.0.0");

        var run = await _work.RunAsync("audit", "module.lock.json", "--offline", "--json", "--advisories", _osv.FullName);

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Acme.Charts", json.RootElement.GetProperty("packages").EnumerateArray().Select(package => package.GetProperty("id").GetString()));
        Assert.Equal(0, json.RootElement.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task Advisories_that_are_not_there_are_told()
    {
        await _work.RunAsync("lock");

        Assert.Contains("warning MB2020: ", (await _work.RunAsync("audit", "module.lock.json", "--offline", "--advisories", "nowhere.json")).Output, StringComparison.Ordinal);
    }

    private void Advise(string id, string firstFixed) => File.WriteAllText(Path.Combine(_osv.FullName, "a.json"), $$"""
        {
          "id": "GHSA-5crp-9r3c-p9vr", "database_specific": { "severity": "HIGH" },
          "affected": [{ "package": { "ecosystem": "NuGet", "name": "{{id}}" }, "ranges": [{ "type": "ECOSYSTEM", "events": [{ "introduced": "0" }, { "fixed": "{{firstFixed}}" }] }] }]
        }
        """);
}

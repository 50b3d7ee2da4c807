using System.Text.Json;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Cli.Tests.Commands;

/// <summary><c>modulebuild plan</c>, in a real repository.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private static readonly string[] Committing = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "commit.gpgsign=false", "commit", "-qm", "work"];

    private readonly TemporaryFolder _folder = new("plan folder");

    public async ValueTask InitializeAsync()
    {
        _folder.Write("modulebuild.json", "{}\n");
        _folder.Write("eng/shared.props", "<Project />");
        _folder.Write("Directory.Build.props", """<Project><Import Project="$(MSBuildThisFileDirectory)eng/shared.props" /></Project>""");
        _folder.Write("src/Library/Library.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        _folder.Write("src/Library/Text.cs", "class Text;");
        Module("Catalog", "", """<PropertyGroup><PackageId>Acme.Catalog</PackageId></PropertyGroup>""");
        Module("Orders", """ "Acme.Catalog": "1.0" """, """<ItemGroup><ProjectReference Include="..\Library\Library.csproj" /></ItemGroup>""");
        Module("Reports", "", "");
        await GitAsync("init", "-q", "-b", "main");
        await CommitAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task All_modules_are_put_into_waves()
    {
        var run = await PlanAsync();

        Assert.Equal(
            new ProcessResult(0, "Wave 1: 2 modules\n  Acme.Catalog\n  Reports\nWave 2: 1 module\n  Orders\n3 modules in 2 waves.\n", ""), run);
    }

    [Theory]
    [InlineData("src/Library/Text.cs", "Orders")]
    [InlineData("src/Catalog/New file.cs", "Acme.Catalog", "Orders")]
    [InlineData("eng/shared.props", "Acme.Catalog", "Orders", "Reports")]
    [InlineData("README.md")]
    public async Task Only_what_a_change_affects_is_planned(string file, params string[] expected)
    {
        _folder.Write(file, "<Project><!-- changed --></Project>");

        using var plan = JsonDocument.Parse((await PlanAsync("--since", "main", "--json")).Output);

        Assert.Equal(expected, plan.RootElement.GetProperty("waves").EnumerateArray().SelectMany(wave => wave.EnumerateArray()).Select(module => module.GetProperty("id").GetString()).Order());
        Assert.Equal(expected.Length, plan.RootElement.GetProperty("planned").GetInt32());
        Assert.Equal(3, plan.RootElement.GetProperty("modules").GetInt32());
    }

    [Fact]
    public async Task No_change_is_lost_among_thousands()
    {
        foreach (var number in Enumerable.Range(0, 5500))
        {
            _folder.Write($"docs/{new string('n', 200)}{number}", "");
        }

        _folder.Write("src/Reports/Chart.cs", "class Chart;");

        var run = await PlanAsync("--since", "main");

        Assert.StartsWith("Wave 1: 1 module\n  Reports (src/Reports/Chart.cs)\n1 of 3 modules affected by 5501 changed files since ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commits_of_a_branch_count_and_those_of_the_other_side_do_not()
    {
        await GitAsync("checkout", "-q", "-b", "work");
        _folder.Write("src/Reports/Chart.cs", "class Chart;");
        await CommitAsync();
        await GitAsync("checkout", "-q", "main");
        _folder.Write("src/Catalog/Item.cs", "class Item;");
        await CommitAsync();
        await GitAsync("checkout", "-q", "work");

        var run = await PlanAsync("--since", "main");

        Assert.StartsWith("Wave 1: 1 module\n  Reports (src/Reports/Chart.cs)\n1 of 3 modules affected by 1 changed file since ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_matrix_shares_out_a_wave_among_jobs()
    {
        using var plan = JsonDocument.Parse((await PlanAsync("--jobs", "1", "--json")).Output);

        Assert.Equal(
            """[{"wave":1,"name":"wave 1, 1 of 1","ids":["Acme.Catalog","Reports"],"projects":["src/Catalog/Catalog.csproj","src/Reports/Reports.csproj"]},{"wave":2,"name":"wave 2, 1 of 1","ids":["Orders"],"projects":["src/Orders/Orders.csproj"]}]""",
            JsonSerializer.Serialize(plan.RootElement.GetProperty("matrix").GetProperty("include")));
    }

    [Theory]
    [InlineData(200, 1)]
    [InlineData(1, 260)]
    public async Task All_waves_together_have_no_more_jobs_than_one_matrix_takes_and_leave_no_module_out(int wide, int deep)
    {
        for (var wave = 0; wave <= deep; wave++)
        {
            for (var module = 0; module < wide; module++)
            {
                Module($"M{wave}x{module}", wave == 0 ? "" : $""" "M{wave - 1}x0": "1.0" """, "");
            }
        }

        using var plan = JsonDocument.Parse((await PlanAsync("--jobs", "256", "--json")).Output);

        var jobs = plan.RootElement.GetProperty("matrix").GetProperty("include").EnumerateArray().ToList();
        Assert.Equal(256, jobs.Count);
        Assert.Equal((wide * (deep + 1)) + 3, jobs.SelectMany(job => job.GetProperty("ids").EnumerateArray()).Select(id => id.GetString()).Distinct().Count());
        Assert.Equal((wide * (deep + 1)) + 3, jobs.Sum(job => job.GetProperty("projects").GetArrayLength()));
    }

    [Fact]
    public async Task A_changed_lock_affects_whose_part_of_it_changed()
    {
        _folder.Write("nuget.config", """<configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>""");
        TestPackage.Module("Acme.Catalog", "1.0.0").WriteTo(_folder["feed"]);
        TestPackage.Module("Acme.Charts", "1.0.0").WriteTo(_folder["feed"]);
        Module("Reports", """ "Acme.Charts": "1.*" """, "");
        Assert.Equal(0, (await CommandRun.InAsync(_folder.Path, "lock")).ExitCode);
        await CommitAsync();
        TestPackage.Module("Acme.Charts", "1.1.0").WriteTo(_folder["feed"]);
        Assert.Equal(0, (await CommandRun.InAsync(_folder.Path, "update")).ExitCode);
        await GitAsync("add", "feed");
        await GitAsync(Committing);

        var run = await PlanAsync("--since", "main");

        Assert.StartsWith("Wave 1: 1 module\n  Reports (module.lock.json)\n1 of 3 ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'nowhere'", "--since", "nowhere")]
    [InlineData("'--upload-pack=x'", "--since", "--upload-pack=x")]
    [InlineData("--since is empty", "--since", "")]
    [InlineData("from 1 to 256", "--jobs", "0")]
    [InlineData("from 1 to 256", "--jobs", "257")]
    public async Task What_cannot_be_planned_is_told(string told, params string[] arguments)
    {
        var run = await PlanAsync(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clone_that_does_not_reach_back_far_enough_is_told_how_to_get_the_rest()
    {
        await GitAsync("branch", "base");
        _folder.Write("README.md", "x");
        await CommitAsync();
        using var clone = new TemporaryFolder();
        await RunAsync(clone.Path, "clone", "-q", "--depth", "1", "file://" + _folder.Path, clone["shallow"]);
        await RunAsync(clone["shallow"], "fetch", "-q", "--depth", "1", "origin", "base:base");

        var run = await CommandRun.InAsync(clone["shallow"], "plan", "--since", "base");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("fetch-depth: 0", run.Error, StringComparison.Ordinal);
    }

    private Task<ProcessResult> PlanAsync(params string[] arguments) => CommandRun.InAsync(_folder.Path, ["plan", .. arguments]);

    private void Module(string name, string dependencies, string project)
    {
        _folder.Write($"src/{name}/{name}.csproj", $"""<Project Sdk="Microsoft.NET.Sdk">{project}</Project>""");
        _folder.Write($"src/{name}/module.json", $$"""
            {
              "manifestVersion": 1,
              "name": "{{name}}",
              "summary": "A module of the tests.",
              "license": "MIT",
              "links": { "repository": "https://example.com/acme" },
              "host": { "Acme.Host": "1.0" },
              "dependencies": { {{dependencies}} },
              "entryPoints": [{ "scope": "server", "type": "Acme.Entry" }]
            }
            """);
    }

    private async Task CommitAsync()
    {
        await GitAsync("add", "-A");
        await GitAsync(Committing);
    }

    private Task GitAsync(params string[] arguments) => RunAsync(_folder.Path, arguments);

    private static async Task RunAsync(string folder, params string[] arguments) =>
        (await ChildProcess.RunAsync("git", arguments, folder, null, TimeSpan.FromMinutes(1))).Succeeded();
}

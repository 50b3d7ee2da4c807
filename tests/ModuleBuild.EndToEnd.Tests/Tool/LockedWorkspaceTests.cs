using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.EndToEnd.Tests.Tool;

/// <summary>The life of a lock, with the installed command and a folder feed.</summary>
public sealed class LockedWorkspaceTests : IDisposable
{
    private readonly TemporaryFolder _work = new();

    [Fact]
    public async Task A_set_is_locked_looked_at_moved_explained_and_put_back()
    {
        using var tool = await InstalledTool.CreateAsync();
        _work.Write("modulebuild.json", "{}");
        _work.Write("nuget.config", """<configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>""");
        Module("Acme.Orders", "Acme.Reports", "1.0");
        Publish(TestPackage.Module("Acme.Charts", "1.0.0"));
        Publish(TestPackage.Module("Acme.Reports", "1.0.0").DependsOn("Acme.Charts", "[1.0,2.0)"));

        await Run(0, "Wrote module.lock.json: kept 0, changed 2, because\n", "lock");
        var first = Lock();
        await Run(0, "module.lock.json is up to date: 2 packages.\n", "lock", "--locked");

        Publish(TestPackage.Module("Acme.Charts", "1.1.0"));
        Publish(TestPackage.Module("Acme.Charts", "2.0.0"));
        await Run(0, "Acme.Charts: 1.0.0 -> 2.0.0\n  compatible: 1.1.0\n", "outdated");
        await Run(0, "Wrote module.lock.json: kept 1, changed 1, because\n  Acme.Charts 1.0.0 -> 1.1.0: ", "update", "Acme.Charts", "--offline");
        await Run(
            0,
            "Acme.Charts 1.1.0\n  Acme.Orders needs Acme.Reports 1.0 (1.0.0), which needs Acme.Charts [1.0,2.0)\n",
            "why", "Acme.Charts");
        await Run(0, "Acme.Orders\n└── Acme.Reports 1.0.0  1.0\n    └── Acme.Charts 1.1.0  [1.0,2.0)\n", "tree");

        // A module that cannot live with the rest: the lock stays, and the line is told.
        Module("Acme.Billing", "Acme.Charts", "2.0");
        var moved = Lock();
        await Run(1, "module.lock.json: error MB1011: ", "lock", "--locked");
        var conflict = await Run(1, "", "lock");
        Assert.Contains("error MB1013: ", conflict, StringComparison.Ordinal);
        Assert.Matches(@"Acme\.(Billing|Orders).module\.json\(\d+,\d+\)", conflict);
        Assert.Equal(moved, Lock());
        Directory.Delete(_work["Acme.Billing"], recursive: true);

        await Run(0, "Put back module.lock.json from before the last update: 1 change.\n", "update", "--undo");
        Assert.Equal(first, Lock());

        async Task<string> Run(int exitCode, string output, params string[] arguments)
        {
            var run = await tool.RunAsync(_work.Path, arguments);
            Assert.True(run.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {run}");
            Assert.StartsWith(output, run.Output, StringComparison.Ordinal);
            return run.Output;
        }
    }

    public void Dispose() => _work.Dispose();

    private string Lock() => File.ReadAllText(_work["module.lock.json"]);

    private void Publish(TestPackage package) => package.WriteTo(_work["feed"]);

    private void Module(string id, string dependency, string range) => _work.Write($"{id}/module.json", $$"""
        {
          "manifestVersion": 1,
          "name": "{{id}}",
          "summary": "A module of the tests.",
          "license": "MIT",
          "links": { "repository": "https://example.com/acme" },
          "host": { "Acme.Host": "1.0" },
          "dependencies": { "{{dependency}}": "{{range}}" },
          "entryPoints": [{ "scope": "server", "type": "Acme.Entry" }]
        }
        """);
}

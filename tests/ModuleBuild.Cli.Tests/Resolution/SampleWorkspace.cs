using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Cli.Tests.Resolution;

/// <summary>
/// Two modules and a folder feed: orders needs Acme.Reports, billing needs Acme.Charts, and each version of Acme.Reports needs its own
/// major version of Acme.Charts.
/// </summary>
internal sealed class SampleWorkspace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SampleWorkspace()
    {
        _folder.Write("modulebuild.json", "{}\n");
        _folder.Write("nuget.config", """<configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>""");
        Publish(TestPackage.Module("Acme.Charts", "1.0.0"));
        Publish(TestPackage.Module("Acme.Reports", "1.0.0").DependsOn("Acme.Charts", "[1.0,2.0)"));
        Module("src/billing", """ "Acme.Charts": "1.*", "Acme.Mail": { "version": "1.0", "kind": "optional" } """);
        Module("src/orders", """ "Acme.Reports": "1.0" """);
    }

    public string Path => _folder.Path;

    public string this[string relativePath] => _folder[relativePath];

    public void Publish(TestPackage package) => package.WriteTo(_folder["feed"]);

    /// <summary>Newer versions of both packages: Acme.Charts 1.1.0 fits, the others do not.</summary>
    public void PublishNewer()
    {
        Publish(TestPackage.Module("Acme.Charts", "1.1.0").Requires("network:access:tiles.example.com").WithEvidence(
            "CHANGELOG.md", "changelog", "# Changelog\n\n## 1.1.0\n\n- Pie charts.\n- Faster.\n\n## 1.0.0\n\n- The first.\n"));
        Publish(TestPackage.Module("Acme.Charts", "2.0.0").WithEvidence(
            "CHANGELOG.md", "changelog", "# Changelog\n\n## 2.0.0\n\n- Colours are themes now.\n\n## 1.1.0\n\n- Pie charts.\n"));
        Publish(TestPackage.Module("Acme.Reports", "2.0.0").DependsOn("Acme.Charts", "[2.0,3.0)"));
    }

    public void Module(string folder, string dependencies) => _folder.Write($"{folder}/module.json", $$"""
        {
          "manifestVersion": 1,
          "name": "{{folder}}",
          "summary": "A module of the tests.",
          "license": "MIT",
          "links": { "repository": "https://example.com/acme" },
          "host": { "Acme.Host": "1.0" },
          "dependencies": { {{dependencies}} },
          "entryPoints": [{ "scope": "server", "type": "Acme.Entry" }]
        }

        """);

    public string Write(string relativePath, string content) => _folder.Write(relativePath, content);

    public string Read(string relativePath) => File.ReadAllText(_folder[relativePath]);

    /// <summary>Runs the program, with a packages folder of its own.</summary>
    public Task<ProcessResult> RunAsync(params string[] arguments) => RunInAsync(".", arguments);

    public Task<ProcessResult> RunInAsync(string folder, params string[] arguments) =>
        CommandRun.InAsync(_folder[folder], new Dictionary<string, string?> { ["NUGET_PACKAGES"] = _folder["packages"] }, arguments);

    public void Dispose() => _folder.Dispose();
}

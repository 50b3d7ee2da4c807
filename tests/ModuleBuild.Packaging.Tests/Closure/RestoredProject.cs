using ModuleBuild.Testing;

namespace ModuleBuild.Packaging.Tests.Closure;

/// <summary>
/// Projects in a temporary folder, with a feed and a packages folder of their own, restored by the real SDK. The one under test is
/// <c>App/App.csproj</c>.
/// </summary>
internal sealed class RestoredProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private RestoredProject()
    {
    }

    public string AssetsFile => _folder["App/obj/project.assets.json"];

    /// <summary>Absolute path of something in the folder.</summary>
    public string this[string relativePath] => _folder[relativePath];

    /// <summary>Writes the packages into the feed, and the files.</summary>
    public static RestoredProject Create(IEnumerable<TinyPackage> packages, params (string Path, string Content)[] files)
    {
        var project = new RestoredProject();
        var feed = Directory.CreateDirectory(project["feed"]).FullName;
        foreach (var package in packages)
        {
            package.WriteTo(feed);
        }

        project._folder.Write("nuget.config", """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        foreach (var (path, content) in ((string Path, string Content)[])
            [
                ("Directory.Build.props", "<Project />"),
                ("Directory.Build.targets", "<Project />"),
                ("Directory.Packages.props", "<Project />"),
                .. files,
            ])
        {
            project._folder.Write(path, content);
        }

        return project;
    }

    /// <summary>Runs <c>dotnet msbuild -restore</c> on a project.</summary>
    public async Task Build(string target, string project = "App/App.csproj") =>
        (await ChildProcess.RunAsync(
            "dotnet",
            ["msbuild", _folder[project], "-restore", $"-t:{target}", "-nologo", "-v:q", "-p:NuGetAudit=false", "-p:UseAppHost=false"],
            _folder.Path,
            new Dictionary<string, string?> { ["NUGET_PACKAGES"] = null })).Succeeded();

    public void Dispose() => _folder.Dispose();
}

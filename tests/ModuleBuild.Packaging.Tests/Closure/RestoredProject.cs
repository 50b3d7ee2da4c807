using System.Diagnostics;

namespace ModuleBuild.Packaging.Tests.Closure;

/// <summary>A project in a temporary folder, with a feed and a packages folder of its own. The real SDK restores it.</summary>
internal sealed class RestoredProject : IDisposable
{
    private RestoredProject(string folder) => Folder = folder;

    public string Folder { get; }

    public string AssetsFile => Path.Combine(Folder, "App", "obj", "project.assets.json");

    /// <summary>Writes the packages and the files, each path relative to the folder. The project under test is <c>App/App.csproj</c>.</summary>
    public static RestoredProject Create(IEnumerable<TinyPackage> packages, params (string Path, string Content)[] files)
    {
        var project = new RestoredProject(Directory.CreateTempSubdirectory("modulebuild-").FullName);
        var feed = Directory.CreateDirectory(Path.Combine(project.Folder, "feed")).FullName;
        foreach (var package in packages)
        {
            package.WriteTo(feed);
        }

        project.Write("nuget.config", """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        project.Write("Directory.Build.props", "<Project />");
        project.Write("Directory.Build.targets", "<Project />");
        if (!files.Any(file => file.Path == "Directory.Packages.props"))
        {
            project.Write("Directory.Packages.props", "<Project />");
        }

        foreach (var (path, content) in files)
        {
            project.Write(path, content);
        }

        return project;
    }

    /// <summary>Runs <c>dotnet</c> in the project's folder and fails the test where it fails.</summary>
    public async Task Dotnet(params string[] arguments)
    {
        var (exitCode, output) = await TryDotnet(arguments);
        Assert.True(exitCode == 0, output);
    }

    public async Task<(int ExitCode, string Output)> TryDotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.Combine(Folder, "App"),
            RedirectStandardOutput = true,
            Environment = { ["NUGET_PACKAGES"] = null, ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" },
        };
        foreach (var argument in (string[])[.. arguments, "-nologo", "-v:q", "-p:NuGetAudit=false", "-p:UseAppHost=false"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    public string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Write(string path, string content)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}

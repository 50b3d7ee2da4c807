using ModuleBuild.Testing;

namespace ModuleBuild.Benchmarks.Processes;

/// <summary>The <c>modulebuild</c> command as users get it: packed, and installed from a feed.</summary>
internal static class InstalledTool
{
    /// <summary>Packs and installs it.</summary>
    /// <param name="folder">Where.</param>
    /// <returns>Absolute path of the command.</returns>
    public static async Task<string> InstallAsync(TemporaryFolder folder)
    {
        var feed = folder["feed"];
        await DotnetAsync("pack", RepositoryFolder.Combine("src", "ModuleBuild.Cli"), "-o", feed, "-v", "q", $"-p:ArtifactsPath={folder["artifacts"]}");
        folder.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{feed}" />
              </packageSources>
            </configuration>
            """);
        await DotnetAsync("tool", "install", "ModuleBuild.Tool", "--tool-path", folder["tool"], "--configfile", folder["nuget.config"], "--prerelease");
        return folder[OperatingSystem.IsWindows() ? "tool/modulebuild.exe" : "tool/modulebuild"];

        async Task DotnetAsync(params string[] arguments) => (await ChildProcess.RunAsync(
            "dotnet", arguments, RepositoryFolder.Path, new Dictionary<string, string?> { ["NUGET_PACKAGES"] = arguments[0] == "tool" ? folder["packages"] : null }))
            .Succeeded();
    }
}

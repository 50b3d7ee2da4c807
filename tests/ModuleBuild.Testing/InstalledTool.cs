namespace ModuleBuild.Testing;

/// <summary>The command <c>modulebuild</c>, installed from the feed of the run as users install it.</summary>
public sealed class InstalledTool : IDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly PackageFeed _feed;

    private InstalledTool(TemporaryFolder folder, PackageFeed feed)
    {
        _folder = folder;
        _feed = feed;
    }

    /// <summary>Absolute path of the command.</summary>
    public string Command => _folder[OperatingSystem.IsWindows() ? "tool/modulebuild.exe" : "tool/modulebuild"];

    /// <summary>Installs the tool.</summary>
    public static async Task<InstalledTool> CreateAsync()
    {
        var tool = new InstalledTool(new TemporaryFolder(), await PackageFeed.GetAsync());
        var install = await ChildProcess.RunAsync(
            "dotnet",
            ["tool", "install", "ModuleBuild.Tool", "--tool-path", tool._folder["tool"], "--version", tool._feed.Version, "--source", tool._feed.Folder],
            tool._folder.Path,
            new Dictionary<string, string?> { ["NUGET_PACKAGES"] = tool._feed.PackagesFolder });
        install.Succeeded();
        return tool;
    }

    /// <summary>Runs the command.</summary>
    /// <param name="folder">Working directory.</param>
    /// <param name="arguments">Its arguments.</param>
    public Task<ProcessResult> RunAsync(string folder, params IEnumerable<string> arguments) =>
        RunAsync(folder, new Dictionary<string, string?> { ["NUGET_PACKAGES"] = _feed.PackagesFolder }, arguments);

    /// <summary>Runs the command.</summary>
    /// <param name="folder">Working directory.</param>
    /// <param name="environment">More environment variables.</param>
    /// <param name="arguments">Its arguments.</param>
    public Task<ProcessResult> RunAsync(string folder, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments) =>
        ChildProcess.RunAsync(Command, arguments, folder, environment);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}

using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Samples;

/// <summary>A sample in a folder of the test's own, which takes ModuleBuild from the feed of the run.</summary>
internal sealed class SampleCopy : IDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly PackageFeed _feed;
    private readonly string _sample;

    private SampleCopy(TemporaryFolder folder, PackageFeed feed, string sample)
    {
        _folder = folder;
        _feed = feed;
        _sample = sample;
    }

    /// <summary>A feed of the copy: ModuleBuild from the run, and what the sample packs.</summary>
    public string Feed => this["../../feed"];

    /// <summary>Absolute path of something in the sample.</summary>
    public string this[string relativePath] => _folder[$"samples/{_sample}/{relativePath}"];

    public static async Task<SampleCopy> CreateAsync(string sample)
    {
        var copy = new SampleCopy(new TemporaryFolder("copy"), await PackageFeed.GetAsync(), sample);
        var listing = await ChildProcess.RunAsync("git", ["ls-files", "-z", "samples"], RepositoryFolder.Path);
        foreach (var file in listing.Succeeded().Output.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            if (file.StartsWith($"samples/{sample}/", StringComparison.Ordinal) || file.Count(c => c == '/') == 1)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(copy._folder[file])!);
                File.Copy(RepositoryFolder.Combine(file), copy._folder[file]);
            }
        }

        Directory.CreateDirectory(copy.Feed);
        foreach (var package in Directory.GetFiles(copy._feed.Folder))
        {
            File.Copy(package, Path.Combine(copy.Feed, Path.GetFileName(package)));
        }

        return copy;
    }

    /// <summary>Builds a project of the sample in this process.</summary>
    public Task<BuildOutcome> BuildAsync(string project, IReadOnlyDictionary<string, string>? properties = null) =>
        new InProcessBuild(_feed.PackagesFolder).RunAsync(this[project], ["Build"], Properties(properties));

    /// <summary>Runs a <c>dotnet</c> command in the sample's folder.</summary>
    public Task<BuildOutcome> DotnetAsync(params IEnumerable<string> arguments) =>
        new SpawnedBuild(_feed.PackagesFolder).DotnetAsync(
            [.. arguments, .. Properties(null).Select(property => $"-p:{property.Key}={property.Value}")], this["."]);

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, string> Properties(IReadOnlyDictionary<string, string>? more) => new(more ?? new Dictionary<string, string>())
    {
        ["ModuleBuildVersion"] = _feed.Version,
        [$"{_sample}Feed"] = Feed + Path.DirectorySeparatorChar,
    };
}

using ModuleBuild.Testing;

namespace ModuleBuild.Architecture.Tests;

/// <summary>A file of the repository.</summary>
/// <param name="Path">Path below the root, with <c>/</c>.</param>
public sealed record RepositoryFile(string Path)
{
    public string FullPath => RepositoryFolder.Combine(Path.Split('/'));

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string ReadText() => File.ReadAllText(FullPath);

    public string[] ReadLines() => File.ReadAllLines(FullPath);

    public override string ToString() => Path;
}

/// <summary>The files that git tracks, and new ones that it does not ignore: what is in a commit or will be.</summary>
public static class RepositoryFiles
{
    private static readonly Lazy<Task<IReadOnlyList<RepositoryFile>>> Listed = new(ListAsync);

    /// <summary>The files that a pattern such as <c>src/**/*.cs</c> names, in ordinal order.</summary>
    /// <param name="folder">Folder below the root, or an empty string for all.</param>
    /// <param name="ending">How the names end.</param>
    public static async Task<IReadOnlyList<RepositoryFile>> InAsync(string folder, string ending)
    {
        var prefix = folder.Length == 0 ? string.Empty : folder + "/";
        RepositoryFile[] files =
        [
            .. (await Listed.Value).Where(file =>
                file.Path.StartsWith(prefix, StringComparison.Ordinal) && file.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)),
        ];
        // A rule over no file holds nothing: most likely a folder was renamed.
        Assert.True(files.Length > 0, $"There is no file '{prefix}**{ending}' in the repository.");
        return files;
    }

    private static async Task<IReadOnlyList<RepositoryFile>> ListAsync()
    {
        var listing = (await ChildProcess.RunAsync(
            "git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], RepositoryFolder.Path)).Succeeded();
        return
        [
            .. listing.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(path => new RepositoryFile(path))
                .Where(file => File.Exists(file.FullPath)), // deleted, and not yet committed so
        ];
    }
}

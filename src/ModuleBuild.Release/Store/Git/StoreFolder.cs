using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Release.Store.Git;

/// <summary>The folder of a local store: a bare git repository.</summary>
public static class StoreFolder
{
    /// <summary>Makes a store where there is none. What is there already is left as it is, so that this can be done again.</summary>
    /// <param name="folder">Path of the folder; it and its parents are made.</param>
    /// <param name="options">How git is called.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Null, or MB6010: the folder holds something else, or cannot be written.</returns>
    public static async Task<Finding?> InitAsync(string folder, GitOptions options, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(folder);
        var git = new GitRunner(options, path);
        if (await IsStoreAsync(git, cancellation) is { } known)
        {
            return known ? null : GitWords.Tell(folder, "the folder is a git repository with a work tree; name a folder of its own, such as '.modulebuild/store.git'");
        }

        try
        {
            if (File.Exists(path) || (Directory.Exists(path) && !CanBecomeStore(path)))
            {
                return GitWords.Tell(folder, "the folder holds other files; name one that is empty, or not there yet");
            }

            Directory.CreateDirectory(path); // git makes no parents
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return GitWords.Tell(folder, e.Message);
        }

        // No template: sample hooks and an 'exclude' file would only be in the way.
        var made = await git.RunAsync(["init", "--bare", "--quiet", "--template=", "--initial-branch=main"], cancellation);
        if (!made.IsSuccess)
        {
            return GitWords.Tell(folder, made);
        }

        // What every clone may ask of this store when it is used as a remote, and what nobody may do to it.
        foreach (var (name, value) in Settings)
        {
            made = await git.RunAsync(["config", name, value], cancellation);
            if (!made.IsSuccess)
            {
                return GitWords.Tell(folder, made);
            }
        }

        return null;
    }

    /// <summary>Whether a store can be opened in a folder.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="options">How git is called.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Null, or MB6010 with what is there instead.</returns>
    public static async Task<Finding?> CheckAsync(string folder, GitOptions options, CancellationToken cancellation)
    {
        var git = new GitRunner(options, Path.GetFullPath(folder));
        return await IsStoreAsync(git, cancellation) is true
            ? null
            : GitWords.Tell(folder, $"there is no bare repository (not a git repository) at '{folder}'");
    }

    private static readonly (string Name, string Value)[] Settings =
    [
        ("uploadpack.allowFilter", "true"),
        ("uploadpack.allowAnySHA1InWant", "true"),
        ("receive.denyNonFastForwards", "true"),
        ("receive.shallowUpdate", "false"),
    ];

    private static async Task<bool?> IsStoreAsync(GitRunner git, CancellationToken cancellation)
    {
        var asked = await git.RunAsync(["rev-parse", "--is-bare-repository"], cancellation);
        return !asked.IsSuccess ? null : asked.Text == "true";
    }

    // An earlier attempt that was killed leaves a part of a repository: git completes it.
    private static bool CanBecomeStore(string path) => Directory.EnumerateFileSystemEntries(path)
        .All(entry => Path.GetFileName(entry) is "HEAD" or "HEAD.lock" or "config" or "config.lock" or "objects" or "refs" or "branches" or "hooks" or "info" or "description");
}

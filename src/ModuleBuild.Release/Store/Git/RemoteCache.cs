using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Release.Store.Git;

/// <summary>
/// What this machine knows of a remote: a bare repository that holds the newest commits only (shallow), and of old files only those that
/// were read. It can be removed at any time.
/// </summary>
/// <param name="store">Name of the store, for messages.</param>
/// <param name="address">Address of the remote.</param>
/// <param name="folder">Folder of the cache.</param>
/// <param name="options">How git is called.</param>
internal sealed class RemoteCache(string store, string address, string folder, GitOptions options) : IAsyncDisposable
{
    private const string Remote = "store";

    private readonly GitRunner _git = new(options, Path.Combine(folder, "repository.git"))
    {
        // Not in the cache's own settings, and not among arguments: an address may hold a password.
        Secrets = [($"remote.{Remote}.url", address)],
        Variables = SshVariables(address),
    };

    private GitObjects? _objects;

    /// <summary>The repository.</summary>
    public GitRunner Git => _git;

    /// <summary>
    /// Its objects, as far as they are here. A second repository that borrows them: git would fetch each missing file by itself, one by one,
    /// in the first.
    /// </summary>
    public GitObjects Objects => _objects ??= new GitObjects(new GitRunner(options, View));

    private string View => Path.Combine(folder, "view.git");

    /// <summary>Takes the cache for this process, and makes it where it is not there.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What gives it back; or MB6010.</returns>
    public async Task<(IDisposable? Hold, Finding? Problem)> TakeAsync(CancellationToken cancellation)
    {
        IDisposable? hold = null;
        try
        {
            Directory.CreateDirectory(folder);
            hold = await FolderLock.AcquireAsync(Path.Combine(folder, "lock"), cancellation);
            if (await MakeAsync(cancellation) is not { } failed)
            {
                return (hold, null);
            }

            hold.Dispose();
            return (null, GitWords.Tell(store, failed));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            hold?.Dispose();
            return (null, GitWords.Tell(store, $"the cache '{folder}' cannot be used: {e.Message}"));
        }
    }

    /// <summary>Calls the remote.</summary>
    /// <param name="arguments">The command; the remote is <c>store</c>.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="cancellation">Stops.</param>
    public Task<GitResult> CallAsync(IEnumerable<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellation) =>
        _git.RunAsync(arguments, input, options.NetworkLimit, cancellation);

    /// <summary>Brings a branch of the remote to a reference of the cache.</summary>
    /// <param name="from">Reference there.</param>
    /// <param name="to">Reference here.</param>
    /// <param name="isFirst">Whether nothing of it is here: then its newest commit only is brought, without files.</param>
    /// <param name="cancellation">Stops.</param>
    public Task<GitResult> FetchAsync(string from, string to, bool isFirst, CancellationToken cancellation)
    {
        // Later ones bring all commits since: so it is seen whether the branch goes on from what was there before.
        string[] amount = isFirst ? ["--depth=1", "--filter=blob:none"] : ["--no-filter"];
        return CallAsync([.. Fetch, .. amount, Remote, $"+{from}:{to}"], ReadOnlyMemory<byte>.Empty, cancellation);
    }

    /// <summary>Brings objects.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancellation">Stops.</param>
    public Task<GitResult> FetchAsync(IEnumerable<string> ids, CancellationToken cancellation) =>
        CallAsync(
            ["-c", "fetch.negotiationAlgorithm=noop", .. Fetch, "--filter=blob:none", "--stdin", Remote],
            System.Text.Encoding.ASCII.GetBytes(string.Join('\n', ids) + "\n"),
            cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _objects?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string[] Fetch => ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-recurse-submodules"];

    private async Task<GitResult?> MakeAsync(CancellationToken cancellation)
    {
        var borrowed = Path.Combine(View, "objects", "info", "alternates");
        if (File.Exists(borrowed))
        {
            return null; // the last thing that is made
        }

        foreach (var repository in new[] { _git, new GitRunner(options, View) })
        {
            var made = await repository.RunAsync(["init", "--bare", "--quiet", "--template=", "--initial-branch=main"], cancellation);
            if (!made.IsSuccess)
            {
                return made;
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(borrowed)!);
        await File.WriteAllTextAsync(borrowed, Path.Combine(_git.Repository, "objects").Replace('\\', '/') + "\n", cancellation);
        return null;
    }

    // Ssh asks for passphrases and unknown hosts on the terminal; in batch mode it fails instead.
    private static (string Name, string Value)[] SshVariables(string address)
    {
        var isSsh = address.StartsWith("ssh://", StringComparison.OrdinalIgnoreCase) || !address.Contains("://", StringComparison.Ordinal);
        var command = Environment.GetEnvironmentVariable("GIT_SSH_COMMAND");
        return !isSsh || (command is null && Environment.GetEnvironmentVariable("GIT_SSH") is not null)
            ? []
            : [("GIT_SSH_COMMAND", $"{command ?? "ssh"} -oBatchMode=yes -oConnectTimeout=20")];
    }
}

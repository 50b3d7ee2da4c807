using System.Diagnostics;
using System.Text;

namespace ModuleBuild.Release.Store.Git;

/// <summary>An object of a repository.</summary>
/// <param name="Id">Its id, hexadecimal.</param>
/// <param name="Type"><c>commit</c>, <c>tree</c>, <c>blob</c> or <c>tag</c>.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record GitObject(string Id, string Type, byte[] Content);

/// <summary>Reads objects by one long-lived <c>git cat-file --batch</c>: a question costs microseconds, not a process.</summary>
/// <param name="git">The repository.</param>
internal sealed class GitObjects(GitRunner git) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Process? _process;
    private ObjectStream? _answers;
    private Task<string>? _words;

    /// <summary>Reads objects.</summary>
    /// <param name="names">Ids, references, or other names that git understands.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The objects in their order; null for one that is not there.</returns>
    /// <exception cref="GitObjectException">Git could not say.</exception>
    public async Task<GitObject?[]> GetAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        var isWhole = false;
        try
        {
            Start();
            // Both at once: git answers before it has read all questions, and a pipe holds little.
            var asking = AskAsync(names, cancellation);
            var found = new GitObject?[names.Count];
            for (var index = 0; index < found.Length; index++)
            {
                found[index] = await _answers!.NextAsync(cancellation);
            }

            await asking;
            isWhole = true;
            return found;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException)
        {
            var words = _words is null ? e.Message : await LastWordsAsync();
            throw new GitObjectException(words.Length == 0 ? e.Message : words);
        }
        finally
        {
            if (!isWhole)
            {
                Stop(); // answers that nobody waits for any more must not be taken for others
            }

            _turn.Release();
        }
    }

    /// <summary>Reads one object.</summary>
    /// <param name="name">Id, reference, or another name that git understands.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<GitObject?> GetAsync(string name, CancellationToken cancellation) => (await GetAsync([name], cancellation))[0];

    /// <summary>Whether an object is here and can be read.</summary>
    /// <param name="name">Id, reference, or another name that git understands.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<bool> HasAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(name, cancellation) is not null;
        }
        catch (GitObjectException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Stop();
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Start()
    {
        if (_process is { HasExited: false })
        {
            return;
        }

        Stop();
        _process = git.Start(["cat-file", "--batch"], out var problem) ?? throw new GitObjectException(problem);
        _answers = new ObjectStream(_process.StandardOutput.BaseStream);
        _words = _process.StandardError.ReadToEndAsync();
    }

    private void Stop()
    {
        if (_process is not null)
        {
            GitRunner.Kill(_process);
            _process.Dispose();
        }

        (_process, _answers, _words) = (null, null, null);
    }

    private async Task AskAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        foreach (var name in names)
        {
            text.Append(name).Append('\n');
        }

        var questions = _process!.StandardInput.BaseStream;
        await questions.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation);
        await questions.FlushAsync(cancellation);
    }

    private async Task<string> LastWordsAsync()
    {
        GitRunner.Kill(_process!);
        return (await _words!).Trim();
    }
}

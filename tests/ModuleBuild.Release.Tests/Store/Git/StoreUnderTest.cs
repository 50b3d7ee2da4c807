using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Store.Git;
using ModuleBuild.Release.Tests.Fakes;
using ModuleBuild.Testing;

namespace ModuleBuild.Release.Tests.Store.Git;

/// <summary>The kinds of stores, which all keep one contract.</summary>
public enum StoreKind
{
    Memory,
    Local,
    RemoteUrl,
    RemotePath,
}

/// <summary>A store in a folder of a test's own, and further processes that use it.</summary>
public sealed class StoreUnderTest : IAsyncDisposable
{
    public const string Branch = "modulebuild/staging";

    private readonly TemporaryFolder _folder = new("a store");
    private readonly MemoryStore _memory = new();
    private readonly List<IAsyncDisposable> _open = [];
    private readonly StoreKind _kind;

    private StoreUnderTest(StoreKind kind) => _kind = kind;

    public static GitOptions Options { get; } = new() { Clock = TimeProvider.System, NetworkLimit = TimeSpan.FromSeconds(30) };

    /// <summary>Path of the bare repository.</summary>
    public string Repository => _folder["store.git"];

    /// <summary>A folder beside the repository.</summary>
    public TemporaryFolder Folder => _folder;

    public static async Task<StoreUnderTest> CreateAsync(StoreKind kind)
    {
        var made = new StoreUnderTest(kind);
        Assert.Null(await StoreFolder.InitAsync(made.Repository, Options, CancellationToken.None));
        return made;
    }

    /// <summary>The store as a process of its own sees it.</summary>
    public IStateStore Open(GitOptions? options = null, string? cache = null)
    {
        if (_kind == StoreKind.Memory)
        {
            return _memory;
        }

        cache ??= _folder[string.Create(CultureInfo.InvariantCulture, $"cache{_open.Count}")];
        IStateStore store = _kind switch
        {
            StoreKind.Local => new LocalGitStore(Repository, options ?? Options, Path.Combine(cache, "seen")),
            StoreKind.RemoteUrl => new RemoteGitStore(new Uri(Repository).AbsoluteUri, cache, options ?? Options),
            _ => new RemoteGitStore(Repository, cache, options ?? Options),
        };
        _open.Add((IAsyncDisposable)store);
        return store;
    }

    /// <summary>Calls git on the repository, past the store.</summary>
    public async Task<string> GitAsync(params string[] arguments) =>
        (await ChildProcess.RunAsync("git", ["-C", Repository, "-c", "user.name=x", "-c", "user.email=x@y", .. arguments], _folder.Path)).Succeeded().Output.Trim();

    public static StateChange Change(string writer, params (string Path, string? Content)[] files) => new(
        files.ToImmutableSortedDictionary(file => file.Path, file => file.Content is null ? null : Encoding.UTF8.GetBytes(file.Content), StringComparer.Ordinal),
        "a change",
        "Ann <ann@example.com>",
        new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero),
        writer);

    public static async Task<BranchTip> TipAsync(IStateStore store, string branch = Branch) => Value(await store.GetTipAsync(branch, CancellationToken.None));

    public static async Task<BranchTip?> WriteAsync(IStateStore store, BranchTip tip, params (string Path, string? Content)[] files) =>
        Value(await store.WriteAsync(tip, Change("process 1", files), CancellationToken.None)).Tip;

    public static async Task<IEnumerable<string?>> ReadAsync(IStateStore store, BranchTip tip, params string[] paths) =>
        [.. Value(await store.ReadAsync(tip, [.. paths], CancellationToken.None)).Files.Select(file => file is null ? null : Encoding.UTF8.GetString(file))];

    public static T Value<T>(SourceAnswer<T> answer)
        where T : class
    {
        Assert.Null(answer.Problem?.Message);
        return answer.Value!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _open)
        {
            await store.DisposeAsync();
        }

        _folder.Dispose();
    }
}

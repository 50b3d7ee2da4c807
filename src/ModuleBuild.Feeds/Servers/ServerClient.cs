using System.Text.Json;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Asking;
using ModuleBuild.Feeds.Packages;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace ModuleBuild.Feeds.Servers;

/// <summary>
/// Asks one NuGet V3 server through NuGet's own HTTP source: its credentials, proxies and HTTP cache, under the cache's own keys, so that
/// restore and this find each other's answers.
/// </summary>
internal sealed class ServerClient
{
    private readonly PackageSource _source;
    private readonly FeedOptions _options;
    private readonly Attempts _attempts;
    private readonly HttpSource _http;
    private readonly HttpSourceCacheContext _age;
    private readonly SourceCacheContext _session;

    /// <param name="repository">The source.</param>
    /// <param name="options">How to ask.</param>
    /// <param name="attempts">Tries again.</param>
    /// <param name="session">NuGet's settings of the cache.</param>
    /// <param name="clock">The clock.</param>
    public ServerClient(SourceRepository repository, FeedOptions options, Attempts attempts, SourceCacheContext session, TimeProvider clock)
    {
        _source = repository.PackageSource;
        _options = options;
        _attempts = attempts;
        _session = session;
        _http = HttpSource.Create(repository, NullThrottle.Instance);
        _http.RetryHandler = new SingleTry(options.Timeout / (options.Retries + 1), clock);
        _http.HttpCacheDirectory = options.HttpCacheFolder ?? SettingsUtility.GetHttpCacheFolder();
        _age = HttpSourceCacheContext.Create(session, isFirstAttempt: true);
    }

    /// <summary>A document of the server, from the cache where it is young enough.</summary>
    /// <typeparam name="T">What is read from it.</typeparam>
    /// <param name="address">Where it is.</param>
    /// <param name="key">Its name in NuGet's HTTP cache.</param>
    /// <param name="read">Reads it; throws <see cref="InvalidDataException"/> for what it cannot be.</param>
    /// <param name="absent">What counts where the server has no such document; null where it must have it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<SourceAnswer<T>> GetJsonAsync<T>(
        string address, string key, Func<JsonElement, T> read, T? absent, CancellationToken cancellation)
        where T : class
    {
        if (await CachedAsync(key, stream => Task.FromResult(Read(stream, read))) is { } known)
        {
            return SourceAnswer.Of(known);
        }

        return _options.Offline
            ? SourceAnswer.Failed<T>(FeedProblem.Offline(_source.Name, "the HTTP cache does not hold what it said"))
            : await _attempts.AskAsync(
                async time => await FetchJsonAsync(address, key, read, time.Token) is { } found ? SourceAnswer.Of(found)
                    : absent is not null ? SourceAnswer.Of(absent)
                    : SourceAnswer.Failed<T>(FeedProblem.Failed(_source.Name, $"there is nothing at {address} (404). Check its address in nuget.config.")),
                whenCut: null,
                cancellation);
    }

    /// <summary>A file of the server by way of NuGet's HTTP cache.</summary>
    /// <returns>Its content; a null value without a problem where the server does not have it.</returns>
    public async Task<SourceAnswer<PackageContent>> GetCachedFileAsync(
        string address, string key, Func<string, SourceAnswer<PackageContent>> whenCut, CancellationToken cancellation)
    {
        if (await CachedAsync(key, stream => PackageContent.CopyAsync(stream, received: null, cancellation)) is { } known)
        {
            return SourceAnswer.Of(known);
        }

        return _options.Offline
            ? default
            : await _attempts.AskAsync(
                async time => new SourceAnswer<PackageContent>(
                    await FetchAsync(
                        address, key, PackageContent.Demand, stream => PackageContent.CopyAsync(stream, received: null, time.Token), time.Token),
                    null), whenCut, cancellation);
    }

    /// <summary>A file of the server, past the cache.</summary>
    /// <returns>Its content; a null value without a problem where the server does not have it.</returns>
    public Task<SourceAnswer<PackageContent>> GetFileAsync(
        string address, Func<string, SourceAnswer<PackageContent>> whenCut, CancellationToken cancellation) =>
        _attempts.AskAsync(
            async time => new SourceAnswer<PackageContent>(
                await _http.ProcessStreamAsync(
                    new HttpSourceRequest(address, NullLogger.Instance) { IgnoreNotFounds = true },
                    async stream => stream is null ? null : await PackageContent.CopyAsync(stream, time.Receive, time.Token),
                    _session,
                    NullLogger.Instance,
                    time.Token),
                null),
            whenCut,
            cancellation);

    // Reading needs no lock: NuGet replaces whole files.
    private async Task<T?> CachedAsync<T>(string key, Func<Stream, Task<T>> read)
        where T : class
    {
        var age = _options.Offline ? TimeSpan.MaxValue : _age.MaxAge;
        var file = HttpCacheUtility.InitializeHttpCacheResult(_http.HttpCacheDirectory, _source.SourceUri, key, _age).CacheFile;
        try
        {
            await using var stream = File.Exists(file) ? CachingUtility.ReadCacheFile(age, file) : null;
            return stream is null ? null : await read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            return null; // a damaged cache is asked anew
        }
    }

    private async Task<T?> FetchJsonAsync<T>(string address, string key, Func<JsonElement, T> read, CancellationToken token)
        where T : class
    {
        // Read where NuGet validates: what cannot be read does not get into the cache.
        T? found = null;
        return await FetchAsync(address, key, stream => found = Read(stream, read), _ => Task.FromResult(found!), token);
    }

    private Task<T?> FetchAsync<T>(string address, string key, Action<Stream> demand, Func<Stream, Task<T>> read, CancellationToken token)
        where T : class =>
        _http.GetAsync(
            new HttpSourceCachedRequest(address, key, _age) { IgnoreNotFounds = true, EnsureValidContents = demand },
            async result => result.Stream is null ? null : await read(result.Stream),
            NullLogger.Instance,
            token);

    private static T Read<T>(Stream stream, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(stream);
        try
        {
            return read(document.RootElement);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("the JSON has another form", e);
        }
    }
}

using System.Net;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Asking;
using NuGet.Common;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace ModuleBuild.Feeds.Publishing;

/// <summary>
/// Puts files onto a NuGet server (https://learn.microsoft.com/nuget/api/package-publish-resource) through NuGet's own HTTP source: its
/// credentials and proxies. NuGet's own push would try again without looking whether the first attempt succeeded, and cannot be stopped.
/// </summary>
internal sealed class PushClient
{
    private readonly string _name;
    private readonly HttpSource _http;
    private readonly SourceCacheContext _session;
    private readonly TimeSpan _timeout;

    /// <param name="repository">The source.</param>
    /// <param name="timeout">How long one push may take.</param>
    /// <param name="session">NuGet's settings of the cache.</param>
    /// <param name="clock">The clock.</param>
    public PushClient(SourceRepository repository, TimeSpan timeout, SourceCacheContext session, TimeProvider clock)
    {
        _name = repository.PackageSource.Name;
        _session = session;
        _timeout = timeout;
        _http = HttpSource.Create(repository, NullThrottle.Instance);
        _http.RetryHandler = new SingleTry(timeout, clock);
    }

    /// <summary>Puts a file, once.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="file">The file.</param>
    /// <param name="key">The API key, or null.</param>
    /// <param name="cancellation">Stops; the server then has it or not.</param>
    public async Task<PushAnswer> PutAsync(string address, PackageFile file, string? key, CancellationToken cancellation)
    {
        var (bytes, unreadable) = await FileToPush.ReadAsync(file, _name, cancellation);
        if (bytes is null)
        {
            return new PushAnswer(PushOutcome.Refused, unreadable);
        }

        try
        {
            return await _http.ProcessResponseAsync(
                new HttpSourceRequest(() => Request(address, file, bytes, key)) { RequestTimeout = _timeout, MaxTries = 1 },
                response => Task.FromResult(Answer(file, response.StatusCode, reason: null, wait: null)),
                _session,
                NullLogger.Instance,
                cancellation);
        }
        catch (HttpRequestException e) when (e.StatusCode is { } status)
        {
            return Answer(file, status, e.Data[SingleTry.Reason] as string, e.Data[SingleTry.RetryAfter] as TimeSpan?);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Lost(file, Failure.TimedOut(_timeout));
        }
        catch (Exception e) when (e is not OperationCanceledException && Failure.Of(e) is not null)
        {
            cancellation.ThrowIfCancellationRequested();
            return Lost(file, Failure.Of(e)!);
        }
    }

    private static HttpRequestMessage Request(string address, PackageFile file, byte[] bytes, string? key)
    {
#pragma warning disable CA2000 // The request disposes of its parts.
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/octet-stream");
        var request = new HttpRequestMessage(HttpMethod.Put, address)
        {
            Content = new MultipartFormDataContent { { content, "package", file.Kind == PackageFileKind.Symbols ? "package.snupkg" : "package.nupkg" } },
        };
#pragma warning restore CA2000
        request.Headers.Add("X-NuGet-Protocol-Version", "4.1.0");
        if (!string.IsNullOrEmpty(key))
        {
            request.Headers.TryAddWithoutValidation("X-NuGet-ApiKey", key);
        }

        return request;
    }

    private PushAnswer Answer(PackageFile file, HttpStatusCode status, string? reason, TimeSpan? wait)
    {
        var code = (int)status;
        var said = string.IsNullOrWhiteSpace(reason) ? string.Empty : $", \"{reason.Trim()}\"";
        return status switch
        {
            _ when code is >= 200 and < 300 => new PushAnswer(PushOutcome.Accepted),
            HttpStatusCode.Conflict => Tell(PushOutcome.Conflict, $"it says that it has this version already (409{said})."),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Tell(
                PushOutcome.Refused, $"it refuses the key ({code}{said}). Give a key that may push this id: --api-key-env names the variable that holds it."),
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout => Tell(PushOutcome.Unclear, $"it has too much to do ({code}{said}). Try again later."),
            _ when code >= 500 => Tell(PushOutcome.Unclear, $"it has a problem of its own ({code}{said}). Try again later."),
            HttpStatusCode.NotFound => Tell(PushOutcome.Refused, $"nothing takes packages there ({code}). Check its address."),
            _ => Tell(PushOutcome.Refused, $"it does not take the file ({code}{said})."),
        };

        PushAnswer Tell(PushOutcome outcome, string why) => new(outcome, PushProblem.Of(file, _name, why), wait);
    }

    // The connection may have ended before the server had everything, or after it had taken it.
    private PushAnswer Lost(PackageFile file, Failure failure) =>
        new(failure.MayPass || failure.WasCut ? PushOutcome.Unclear : PushOutcome.Refused, PushProblem.Of(file, _name, failure.Words), failure.Wait);
}

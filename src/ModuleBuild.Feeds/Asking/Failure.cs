using System.Globalization;
using System.Net;
using System.Text.Json;
using NuGet.Packaging.Core;
using NuGet.Protocol.Core.Types;

namespace ModuleBuild.Feeds.Asking;

/// <summary>Why a question was not answered, in plain words.</summary>
/// <param name="Words">What happened and the way out.</param>
/// <param name="MayPass">Whether it may be gone a moment later.</param>
/// <param name="Wait">How long the source asks to wait, or null.</param>
/// <param name="WasCut">Whether the answer began and ended too soon.</param>
internal sealed record Failure(string Words, bool MayPass, TimeSpan? Wait = null, bool WasCut = false)
{
    /// <summary>No answer in time.</summary>
    public static Failure TimedOut(TimeSpan timeout) => new(
        string.Create(CultureInfo.InvariantCulture, $"it gave no answer within {timeout.TotalSeconds:0.#} seconds. Try again later, or check the way to it (proxy, VPN)."),
        MayPass: true);

    /// <summary>Understands what the client threw; null for a bug of ours.</summary>
    public static Failure? Of(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: { } status } => OfStatus(status, exception.Data[SingleTry.RetryAfter] as TimeSpan?),
        // Of a rejected credential or proxy the client says so itself, and of all else it wraps what happened.
        FatalProtocolException or AggregateException when exception.InnerException is { } inner && Of(inner) is { } known => known,
        FatalProtocolException => new(Sentence(exception), MayPass: false),
        HttpRequestException request => OfRequest(request),
        TimeoutException => new(Sentence(exception), MayPass: true),
        JsonException or InvalidDataException =>
            new($"it answered something that no NuGet V3 server says ({Sentence(exception).TrimEnd('.')}). Check its address in nuget.config; a proxy or log-in page may stand in front of it.", MayPass: false),
        UnauthorizedAccessException => new($"this user may not read it ({Sentence(exception).TrimEnd('.')}). Change its permissions.", MayPass: false),
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } =>
            new("its answer ended too soon. Try again later; a proxy in between may cut answers.", MayPass: true, WasCut: true),
        IOException => new($"the connection broke ({Sentence(exception).TrimEnd('.')}). Try again later.", MayPass: true),
        PackagingException => new(Sentence(exception), MayPass: false),
        _ => null,
    };

    private static Failure OfStatus(HttpStatusCode status, TimeSpan? wait)
    {
        var code = (int)status;
        return status switch
        {
            HttpStatusCode.Unauthorized => new(
                "it asks for credentials (401), and got none that fit. Add them to <packageSourceCredentials> of nuget.config, log in with its credential provider, or allow questions (interactive).", false),
            HttpStatusCode.Forbidden => new(
                "it refuses access (403): the credentials are known, and may not read this. Ask whoever runs it for access.", false),
            HttpStatusCode.ProxyAuthenticationRequired => new(
                "the proxy asks for credentials (407). Set http_proxy.user and http_proxy.password in nuget.config.", false),
            HttpStatusCode.TooManyRequests => new(
                $"it has had too many requests (429){Asked(wait)}. Try again later, or ask for less at once.", true, wait),
            _ when code >= 500 || status == HttpStatusCode.RequestTimeout => new(
                $"it has a problem of its own ({code}){Asked(wait)}. Try again later.", true, wait),
            _ => new($"it answered with status {code}. Check its address in nuget.config.", false),
        };
    }

    private static string Asked(TimeSpan? wait) => wait is { } time
        ? string.Create(CultureInfo.InvariantCulture, $" and asks to wait {time.TotalSeconds:0} seconds")
        : string.Empty;

    private static Failure OfRequest(HttpRequestException request) => request.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError =>
            new("no computer of that name is known. Check its address in nuget.config and your connection; offline mode uses what is already here.", true),
        HttpRequestError.ConnectionError =>
            new("it cannot be reached: nobody answers there. Check that it runs and your connection; offline mode uses what is already here.", true),
        HttpRequestError.SecureConnectionError =>
            new($"no secure connection to it can be made ({Sentence(request.GetBaseException()).TrimEnd('.')}). Check its certificate.", false),
        HttpRequestError.ProxyTunnelError => new($"the proxy refuses the way to it ({Sentence(request).TrimEnd('.')}). Check http_proxy in nuget.config.", false),
        HttpRequestError.ResponseEnded => new("its answer ended too soon. Try again later; a proxy in between may cut answers.", true, WasCut: true),
        _ when request.InnerException is { } inner && Of(inner) is { } known => known,
        _ => new($"the connection broke ({Sentence(request).TrimEnd('.')}). Try again later.", true),
    };

    // One line, closed by a full stop.
    private static string Sentence(Exception exception) => string.Join(' ', exception.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.') + ".";
}

using System.Net;
using NuGet.Common;
using NuGet.Protocol;

namespace ModuleBuild.Feeds.Asking;

/// <summary>
/// Sends a request once. NuGet's client would try three times without looking at the reason; whether, when and how often is decided
/// in <see cref="Attempts"/>, which needs the status and Retry-After.
/// </summary>
/// <param name="timeout">How long an answer, or a further part of it, may be awaited.</param>
/// <param name="clock">For Retry-After with a date.</param>
internal sealed class SingleTry(TimeSpan timeout, TimeProvider clock) : IHttpRetryHandler
{
    /// <summary>Key under which an exception carries how long the server asks to wait, a <see cref="TimeSpan"/> or null.</summary>
    public const string RetryAfter = "Retry-After";

    /// <summary>Key under which an exception carries the words that the server put beside the status, or null.</summary>
    public const string Reason = "Reason";

    private readonly HttpRetryHandler _client = new();

    /// <inheritdoc/>
    public Task<HttpResponseMessage> SendAsync(HttpRetryHandlerRequest request, ILogger log, CancellationToken cancellationToken) =>
        SendAsync(request, string.Empty, log, cancellationToken);

    /// <inheritdoc/>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRetryHandlerRequest request, string sourceUri, ILogger log, CancellationToken cancellationToken)
    {
        request.MaxTries = 1;
        request.RequestTimeout = timeout;
        request.DownloadTimeout = timeout;
        var response = await _client.SendAsync(request, sourceUri, log, cancellationToken);
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotFound)
        {
            return response;
        }

        var wait = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - clock.GetUtcNow() : null;
        var (status, reason) = (response.StatusCode, response.ReasonPhrase);
        response.Dispose();
        throw new HttpRequestException(HttpRequestError.InvalidResponse, message: null, inner: null, status)
        {
            Data = { [RetryAfter] = wait, [Reason] = reason },
        };
    }
}

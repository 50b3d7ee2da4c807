using System.Net;
using System.Net.Sockets;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Health;

/// <summary>
/// Asks an address. It is well where it answers 2xx with JSON whose <c>release</c> is the number of the release, and whose <c>setDigest</c>, if
/// there is one, is that of its set: the old set is never taken for the new one. Redirections are followed within the host only, and never from
/// TLS to plain text.
/// </summary>
/// <param name="options">Which address, how often, and what is made of the answers.</param>
/// <param name="clock">The time.</param>
public sealed class HttpProbe(ProbeOptions options, TimeProvider clock) : IHealthProbe, IDisposable
{
    private const int LargestBody = 1 << 20;
    private const int MostRedirections = 5;

    private readonly Uri? _address = Uri.TryCreate(options.Url, UriKind.Absolute, out var address) && IsWeb(address) ? address : null;

    // The probe asks what runs now: a connection that was kept could lead to a process that is on its way out.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        UseProxy = !(Uri.TryCreate(options.Url, UriKind.Absolute, out var own) && own.IsLoopback),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc/>
    public Task<HealthVerdict> AskAsync(int release, ModuleSet set, IProgress<string>? progress, CancellationToken cancellation)
    {
        var question = new HealthQuestion(release, set);
        return _address is null
            ? Task.FromResult(new HealthVerdict(false, $"'{options.Url}' is no address of a health probe; it starts with http:// or https://."))
            : new HealthWatch(options, clock).RunAsync(token => AskOnceAsync(_address, question, token), progress, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<HealthAnswer> AskOnceAsync(Uri address, HealthQuestion question, CancellationToken cancellation)
    {
        try
        {
            for (var redirections = 0; redirections <= MostRedirections; redirections++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.Accept.ParseAdd("application/json");
                request.Headers.UserAgent.ParseAdd("ModuleBuild");
                using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
                if (!IsRedirection(response.StatusCode))
                {
                    return await ReadAsync(response, Name(address), question, cancellation);
                }

                var next = response.Headers.Location is { } location ? new Uri(address, location) : null;
                if (next is null || !MayFollow(address, next))
                {
                    return HealthAnswer.NotThere($"{Name(address)} sends to {(next is null ? "nowhere" : $"'{Name(next)}'")}, and a probe follows within its host only.");
                }

                address = next;
            }

            return HealthAnswer.NotThere($"{Name(address)} sends on and on.");
        }
        catch (HttpRequestException e)
        {
            return HealthAnswer.NotThere($"{Name(address)} did not answer: {Reason(e)}.");
        }
        catch (IOException e)
        {
            return HealthAnswer.NotThere($"{Name(address)} broke its answer off: {e.Message.TrimEnd('.')}.");
        }
    }

    private static async Task<HealthAnswer> ReadAsync(HttpResponseMessage response, string name, HealthQuestion question, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var body = new byte[LargestBody + 1];
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation);
        var who = FormattableString.Invariant($"{name} answered {(int)response.StatusCode}");
        return length > LargestBody
            ? HealthAnswer.NotThere($"{who} with more than {LargestBody >> 20} MiB.")
            : HealthDocument.Read(body.AsMemory(0, length), who, response.IsSuccessStatusCode, question);
    }

    private static bool IsRedirection(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static bool MayFollow(Uri from, Uri to) =>
        IsWeb(to) && to.IdnHost.Equals(from.IdnHost, StringComparison.OrdinalIgnoreCase) && (from.Scheme == to.Scheme ? from.Port == to.Port : to.Scheme == Uri.UriSchemeHttps);

    private static bool IsWeb(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    // Without query and user: they may hold credentials.
    private static string Name(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static string Reason(HttpRequestException e) =>
        e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } ? "the connection was refused"
        : e.HttpRequestError == HttpRequestError.NameResolutionError ? "its name is not known"
        : (e.InnerException ?? e).Message.TrimEnd('.');
}

using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ModuleBuild.Testing.NuGetServer;

/// <summary>
/// A real NuGet V3 server on loopback over a folder of .nupkg files: service index, PackageBaseAddress, RegistrationsBaseUrl/3.6.0,
/// PackagePublish, on demand VulnerabilityInfo. It is plain http: sources need <c>allowInsecureConnections="true"</c>,
/// as <see cref="NuGetConfig"/> writes it. Packages that are added to the folder are served at once.
/// </summary>
public sealed class NuGetServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly NuGetServerOptions _options;
    private readonly ServedPackages _packages;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ServedRequest> _requests = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly List<(Fault Fault, int[] Left)> _faults = [];
    private int _now;
    private int _most;
    private int _isStopped;

    private NuGetServer(WebApplication application, string folder, NuGetServerOptions options)
    {
        _application = application;
        _options = options;
        _packages = new ServedPackages(folder);
    }

    /// <summary>Address of the server, without a slash at its end.</summary>
    public string Url => _application.Urls.Single().Replace("[::1]", "localhost", StringComparison.Ordinal);

    /// <summary>Address of the service index: the source of nuget.config.</summary>
    public string IndexUrl => $"{Url}/v3/index.json";

    /// <summary>Requests so far, in the order of their answers.</summary>
    public IReadOnlyList<ServedRequest> Requests => [.. _requests];

    /// <summary>The most requests that were open at one time.</summary>
    public int MostAtOnce => _most;

    /// <summary>Requests that are waiting for their answer.</summary>
    public int OpenRequests => Volatile.Read(ref _now);

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="folder">Folder of .nupkg files, made if need be; pushed packages are written into it.</param>
    /// <param name="options">What the server is like; null for a plain one.</param>
    public static async Task<NuGetServer> StartAsync(string folder, NuGetServerOptions? options = null)
    {
        Directory.CreateDirectory(folder);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var server = new NuGetServer(application, folder, options ?? new NuGetServerOptions());
        application.Run(server.HandleAsync);
        await application.StartAsync();
        return server;
    }

    /// <summary>Makes requests fail from now on.</summary>
    /// <param name="fault">Which, and how.</param>
    public void Break(Fault fault)
    {
        lock (_faults)
        {
            _faults.Add((fault, [fault.Times]));
        }
    }

    /// <summary>Ends all faults.</summary>
    public void Mend()
    {
        lock (_faults)
        {
            _faults.Clear();
        }
    }

    /// <summary>Takes a version from the list of versions, without deleting it.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="version">Normalized version.</param>
    public void Unlist(string id, string version) => _packages.Unlist(id, version);

    /// <summary>Says that a version should no longer be used.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="version">Normalized version.</param>
    /// <param name="message">Why.</param>
    public void Deprecate(string id, string version, string message) => _packages.Deprecate(id, version, message);

    /// <summary>Whether a request has come whose path holds a text, answered or not.</summary>
    /// <param name="path">The text, without regard to case.</param>
    public bool WasAsked(string path) => _asked.Any(asked => asked.Contains(path, StringComparison.OrdinalIgnoreCase));

    /// <summary>Forgets the requests so far.</summary>
    public void ForgetRequests()
    {
        _requests.Clear();
        _asked.Clear();
        Interlocked.Exchange(ref _most, 0);
    }

    /// <summary>Text of a nuget.config with this server as its only source, and caches of its own below the folder in which it stands.</summary>
    /// <param name="name">Name of the source.</param>
    /// <param name="more">More elements below <c>configuration</c>.</param>
    public string NuGetConfig(string name = "server", string more = "") =>
        $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="packages" /></config>
          <packageSources><clear /><add key="{name}" value="{IndexUrl}" allowInsecureConnections="true" /></packageSources>
          <fallbackPackageFolders><clear /></fallbackPackageFolders>
          <disabledPackageSources><clear /></disabledPackageSources>
          {more}
        </configuration>
        """;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) != 0)
        {
            return; // a test may have stopped it itself
        }

        await _stop.CancelAsync(); // ends what hangs
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
        _stop.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var now = Interlocked.Increment(ref _now);
        InterlockedMax(ref _most, now);
        _asked.Enqueue(context.Request.Path.Value!);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stop.Token);
        try
        {
            var fault = NextFault(context.Request.Path);
            await Task.Delay(_options.Latency + (fault?.Delay ?? TimeSpan.Zero), both.Token);
            if (fault is { Hang: true })
            {
                await Task.Delay(Timeout.Infinite, both.Token);
            }

            if (fault is { Reset: true })
            {
                Log(context, 0);
                context.Abort();
                return;
            }

            var answer = fault is { Undone: true } ? new ServedAnswer(fault.Status, fault.Body ?? []) : With(fault, await AnswerAsync(context.Request, both.Token));
            if (fault is { Lose: true })
            {
                Log(context, 0);
                context.Abort();
                return;
            }

            Log(context, answer.Status);
            await SendAsync(context, answer, fault, both.Token);
        }
        catch (OperationCanceledException)
        {
            Log(context, 0);
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }

    private async Task<ServedAnswer> AnswerAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (_options.Credentials is { } wanted)
        {
            var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{wanted.User}:{wanted.Password}"));
            if (request.Headers.Authorization != basic)
            {
                return new ServedAnswer((int)HttpStatusCode.Unauthorized, []);
            }
        }

        if (request.Method == "PUT" && _options.ApiKey is { } key && request.Headers["X-NuGet-ApiKey"] != key)
        {
            return new ServedAnswer((int)HttpStatusCode.Forbidden, []);
        }

        return request.Method == "PUT"
            ? await _packages.PublishAsync(request, _options, cancellation)
            : _packages.Find(request.Path.Value!, Url, _options);
    }

    private static ServedAnswer With(Fault? fault, ServedAnswer answer) => fault switch
    {
        { Status: > 0 } => new ServedAnswer(fault.Status, fault.Body ?? []),
        { Body: { } body } => answer with { Body = body },
        _ => answer,
    };

    private static async Task SendAsync(HttpContext context, ServedAnswer answer, Fault? fault, CancellationToken cancellation)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.Type;
        response.ContentLength = answer.Body.Length;
        if (answer.Status == (int)HttpStatusCode.Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Basic realm=\"packages\"";
        }

        if (fault?.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (context.Request.Method == "HEAD")
        {
            return;
        }

        if (fault is { Rate: > 0 })
        {
            await TrickleAsync(response, answer.Body, fault.Rate, cancellation);
            return;
        }

        await response.Body.WriteAsync(answer.Body.AsMemory(0, Math.Min(fault?.TruncateAt ?? int.MaxValue, answer.Body.Length)), cancellation);
        if (fault?.TruncateAt is not null)
        {
            await response.Body.FlushAsync(cancellation);
            // A reset throws away what the other side has not read yet, the status line too.
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
            context.Abort();
        }
    }

    private static async Task TrickleAsync(HttpResponse response, byte[] body, int rate, CancellationToken cancellation)
    {
        var part = Math.Max(1, rate / 10);
        for (var sent = 0; sent < body.Length; sent += part)
        {
            await response.Body.WriteAsync(body.AsMemory(sent, Math.Min(part, body.Length - sent)), cancellation);
            await response.Body.FlushAsync(cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }

    private void Log(HttpContext context, int status) =>
        _requests.Enqueue(new ServedRequest(context.Request.Method, context.Request.Path.Value!, status));

    private Fault? NextFault(string path)
    {
        lock (_faults)
        {
            foreach (var (fault, left) in _faults)
            {
                if (left[0] > 0 && path.Contains(fault.Path, StringComparison.OrdinalIgnoreCase))
                {
                    left[0]--;
                    return fault;
                }
            }

            return null;
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var known = Volatile.Read(ref target); value > known; known = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, known);
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ModuleBuild.Release.Tests.Health;

/// <summary>A real HTTP server on loopback that says what a test tells it to, byte by byte.</summary>
public sealed class HttpHost : IDisposable
{
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private int _requests;

    public HttpHost(bool isUp = true)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        if (isUp)
        {
            _ = AcceptAsync();
        }
        else
        {
            _listener.Stop();
        }
    }

    public int Port { get; }

    public string Url => FormattableString.Invariant($"http://127.0.0.1:{Port}/health");

    public int Requests => _requests;

    /// <summary>The whole answer to a request of which the path is given.</summary>
    public Func<string, string> Answer { get; set; } = _ => Ok("{}");

    /// <summary>How long an answer takes.</summary>
    public TimeSpan Delay { get; set; }

    public static string Ok(string body, int status = 200, string headers = "") => FormattableString.Invariant(
        $"HTTP/1.1 {status} Whatever\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");

    /// <summary>Comes up at the same port, where it was not up.</summary>
    public void Start()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _ = AcceptAsync();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var path = (await reader.ReadLineAsync())?.Split(' ').ElementAtOrDefault(1) ?? string.Empty;
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            Interlocked.Increment(ref _requests);
            await Task.Delay(Delay);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer(path)));
        }
    }
}

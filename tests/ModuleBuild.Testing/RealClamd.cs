using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ModuleBuild.Testing;

/// <summary>
/// ClamAV's daemon itself, in a folder of its own: it knows one signature, that of the EICAR test file, and listens at a socket and at a
/// port of this machine. It ends with the test, and where the test's process is killed, with that.
/// </summary>
public sealed class RealClamd : IAsyncDisposable
{
    /// <summary>The name by which it reports the EICAR test file.</summary>
    public const string Signature = "ModuleBuild.Test.Eicar";

    /// <summary>Why a test that needs it does not run.</summary>
    public const string HowToInstall =
        "ClamAV's daemon is not installed, so nothing was scanned by a real one: apt-get install --no-install-recommends clamav-daemon";

    // A shell holds the daemon, and waits for its own input to end: that happens when the test says so, and when its process is gone.
    private const string Guard = "\"$0\" --config-file=\"$1\" >/dev/null 2>&1 & cat >/dev/null; kill $! 2>/dev/null; wait";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Folders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/sbin"];

    private readonly TemporaryFolder _folder;
    private readonly Process _guard;
    private bool _stopped;

    private RealClamd(TemporaryFolder folder, Process guard, int port)
    {
        _folder = folder;
        _guard = guard;
        Socket = folder["clamd.sock"];
        HostAndPort = FormattableString.Invariant($"127.0.0.1:{port}");
    }

    /// <summary>Whether this machine has the daemon.</summary>
    public static bool IsInstalled => Program is not null;

    /// <summary>Path of its socket.</summary>
    public string Socket { get; }

    /// <summary>Its port, as <c>host:port</c>.</summary>
    public string HostAndPort { get; }

    private static string? Program =>
        OperatingSystem.IsWindows() ? null : Folders.Select(folder => Path.Combine(folder, "clamd")).FirstOrDefault(File.Exists);

    /// <summary>Starts it, and waits until it answers.</summary>
    /// <param name="configuration">More lines of its configuration.</param>
    /// <exception cref="TimeoutException">It did not answer; the message has its log.</exception>
    public static async Task<RealClamd> StartAsync(params IEnumerable<string> configuration)
    {
        var folder = new TemporaryFolder();
        var port = FreePort();
        folder.Write("signatures/test.ndb", $"{Signature}:0:0:{Convert.ToHexString(Eicar.Bytes)}\n");
        folder.Write("clamd.conf", string.Join('\n',
        [
            "Foreground yes",
            $"DatabaseDirectory {folder["signatures"]}",
            $"TemporaryDirectory {folder.Path}",
            $"LogFile {folder["clamd.log"]}",
            $"LocalSocket {folder["clamd.sock"]}",
            "TCPAddr 127.0.0.1",
            FormattableString.Invariant($"TCPSocket {port}"),
            .. configuration,
            string.Empty,
        ]));
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guard, Program!, folder["clamd.conf"]]) { RedirectStandardInput = true, WorkingDirectory = folder.Path };
        var daemon = new RealClamd(folder, Process.Start(start)!, port);
        try
        {
            await daemon.AwaitAsync(new UnixDomainSocketEndPoint(daemon.Socket));
            await daemon.AwaitAsync(new IPEndPoint(IPAddress.Loopback, port));
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it; its addresses stay what they are.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        _guard.StandardInput.Close();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await _guard.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _guard.Kill(entireProcessTree: true);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _guard.Dispose();
        _folder.Dispose();
    }

    private async Task AwaitAsync(EndPoint endPoint)
    {
        var clock = Stopwatch.StartNew();
        for (var said = string.Empty; said != "PONG"; await Task.Delay(50))
        {
            said = await PingAsync(endPoint);
            if (said != "PONG" && clock.Elapsed > Patience)
            {
                var log = _folder["clamd.log"];
                throw new TimeoutException(
                    $"clamd did not answer at '{endPoint}': {said}\n{(File.Exists(log) ? await File.ReadAllTextAsync(log) : "It wrote no log.")}");
            }
        }
    }

    private static async Task<string> PingAsync(EndPoint endPoint)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(endPoint, limit.Token);
            await socket.SendAsync("zPING\0"u8.ToArray(), limit.Token);
            var answer = new byte[16];
            return Encoding.ASCII.GetString(answer, 0, await socket.ReceiveAsync(answer, limit.Token)).TrimEnd('\0');
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return e.Message;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

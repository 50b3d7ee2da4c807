using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ModuleBuild.Testing.NuGetServer;

/// <summary>
/// The server in a process of its own, as a feed is one: builds that are slow, stopped or many at once share nothing with it, and it can
/// be killed.
/// </summary>
public sealed class NuGetServerProcess : IDisposable
{
    private readonly Process _process;

    private NuGetServerProcess(Process process, string indexUrl)
    {
        _process = process;
        IndexUrl = indexUrl;
    }

    /// <summary>Address of the service index: the source of nuget.config.</summary>
    public string IndexUrl { get; }

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="folder">Folder of .nupkg files, made if need be; pushed packages are written into it.</param>
    /// <param name="latency">How long each request waits before it is answered.</param>
    public static async Task<NuGetServerProcess> StartAsync(string folder, TimeSpan latency = default)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(NuGetServerProcess).Assembly.Location, folder, latency.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory, // a build in this process may stand in a folder that goes away
        };
        var process = Process.Start(start)!;
        var url = await process.StandardOutput.ReadLineAsync();
        return new NuGetServerProcess(process, url ?? throw new InvalidOperationException("The server did not start."));
    }

    /// <summary>Requests so far, in the order of their answers.</summary>
    public async Task<IReadOnlyList<ServedRequest>> RequestsAsync() =>
        JsonSerializer.Deserialize<ServedRequest[]>(await TellAsync("requests"))!;

    /// <summary>Forgets the requests so far.</summary>
    public Task ForgetRequestsAsync() => TellAsync("forget");

    /// <summary>Answers every request with a status code from now on.</summary>
    /// <param name="status">The status code.</param>
    public Task BreakAsync(int status) => TellAsync(string.Create(CultureInfo.InvariantCulture, $"break {status}"));

    /// <summary>Answers again.</summary>
    public Task MendAsync() => TellAsync("mend");

    /// <summary>Ends the process at once, whatever it is doing.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private async Task<string> TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server has ended.");
    }
}

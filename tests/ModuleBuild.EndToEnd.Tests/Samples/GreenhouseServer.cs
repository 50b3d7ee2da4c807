using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ModuleBuild.EndToEnd.Tests.Samples;

/// <summary>The web host of Greenhouse, in a process of its own.</summary>
internal sealed partial class GreenhouseServer : IDisposable
{
    private readonly Process _process;

    private GreenhouseServer(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
        _ = process.StandardOutput.ReadToEndAsync(); // a full pipe would stop it
    }

    public HttpClient Client { get; }

    public string HealthUrl => new Uri(Client.BaseAddress!, "health").ToString();

    /// <summary>Starts it on a free port.</summary>
    public static async Task<GreenhouseServer> StartAsync(string program, string target, string data)
    {
        var start = new ProcessStartInfo("dotnet", [program, "--modules", target, "--data", data, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                return new GreenhouseServer(process, new Uri(match.Groups[1].Value));
            }
        }

        throw new InvalidOperationException("The server did not start.");
    }

    public void Dispose()
    {
        Client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [GeneratedRegex(@"listening on: (http://\S+)")]
    private static partial Regex Listening();
}

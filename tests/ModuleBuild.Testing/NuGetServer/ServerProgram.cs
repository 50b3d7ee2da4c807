using System.Globalization;
using System.Text.Json;

namespace ModuleBuild.Testing.NuGetServer;

/// <summary>
/// The server as a program: <c>dotnet ModuleBuild.Testing.dll FOLDER [LATENCY [KEY]]</c>, in milliseconds, with the key that a push must give. It prints its address, then obeys
/// one line of standard input after the other, with a line of answer for each, and ends with its input: it cannot outlive a test.
/// </summary>
internal static class ServerProgram
{
    /// <summary>Serves until standard input ends.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var latency = arguments.Length > 1 ? double.Parse(arguments[1], CultureInfo.InvariantCulture) : 0;
        await using var server = await NuGetServer.StartAsync(arguments[0], new() { Latency = TimeSpan.FromMilliseconds(latency), ApiKey = arguments.ElementAtOrDefault(2) });
        Console.WriteLine(server.IndexUrl);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(Obey(server, line.Split(' ')));
        }
    }

    private static string Obey(NuGetServer server, string[] words)
    {
        switch (words)
        {
            case ["requests"]:
                return JsonSerializer.Serialize(server.Requests);
            case ["forget"]:
                server.ForgetRequests();
                return "forgotten";
            case ["break", var status]:
                server.Break(new Fault("") { Status = int.Parse(status, CultureInfo.InvariantCulture) });
                return "broken";
            case ["mend"]:
                server.Mend();
                return "mended";
            default:
                return $"not understood: {string.Join(' ', words)}";
        }
    }
}

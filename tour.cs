#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

// Shows what ModuleBuild does, on real modules:
//
//   dotnet run tour.cs              about two minutes
//   dotnet run tour.cs -- --keep    leaves artifacts/tour, to look around in
//
// Packs ModuleBuild to a folder feed, builds samples/Greenhouse through it, opens a package, runs the application, reads its lock, takes a
// permission away, updates a module, asks for what cannot be, breaks modules and mends one. Needs the .NET SDK 10.0.100 or newer, and the network only for packages that were never restored on this machine.

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

const int Steps = 14;
var root = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
var work = Path.Combine(root, "artifacts", "tour");
var feed = Path.Combine(work, "feed");
var samples = Path.Combine(root, "samples");
var greenhouse = Path.Combine(work, "samples", "Greenhouse");
var tools = Path.Combine(work, "tools");
// NuGet never looks twice at a version that it knows, so each tour has one of its own.
var version = string.Create(CultureInfo.InvariantCulture, $"0.1.0-tour.{DateTime.UtcNow:yyyyMMddHHmmss}");
if (args is not ([] or ["--keep"]))
{
    Console.Error.WriteLine("Usage: dotnet run tour.cs [-- --keep]");
    return 2;
}

var clock = Stopwatch.StartNew();
var step = 0;
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true; // the tour ends by itself, and cleans up
    stop.Cancel();
};
try
{
    Delete(work);
    Directory.CreateDirectory(feed);
    Console.WriteLine($"ModuleBuild: a tour in {Steps} steps.");
    Step("Pack ModuleBuild and its command-line tool", () =>
    {
        Pack("ModuleBuild.Tasks");
        Pack("ModuleBuild.Cli");
        Dotnet(0, "tool", "install", "ModuleBuild.Tool", "--tool-path", tools, "--source", feed, "--version", version);
    });
    Wave(1, "Pack the host's contracts, an ordinary package");
    Wave(2, "Pack the modules that need no other: Sensors, Weather");
    Wave(3, "Pack those that build on Sensors: Alerts, Irrigation, Reports");
    Step("Look into one of the packages", ShowPackage);
    Step("Build the host from the packages", () => Dotnet(
        0, ["build", Path.Combine(samples, "Greenhouse", "src", "Greenhouse.Host"), "-c", "Release", .. Properties("greenhouse")]));
    Step("Run the greenhouse for ten seconds, an hour of its day in each", RunHost);
    Step("Read the lock: which version of each module the greenhouse runs with, and why", ReadLock);
    Step("Take a permission away, and see what a package can do, by which calls", Permissions);
    Step("Publish Sensors 1.5.0, and update to it", Update);
    Step("Ask for what cannot be: Alerts wants Sensors 2, the others do not", Conflict);
    Step("Break modules", () =>
    {
        Break("UnknownField", "MB0004");
        Break("MissingEntryPoint", "MB1001");
        Break("ForeignRange", "MB0006");
    });
    Step("Mend the last one", Mend);
    Step("Release: dev, staging, production; one release fails, and is rolled back by itself", Release);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

        Done in {clock.Elapsed.TotalSeconds:F0} s. Five modules were validated, locked, built, documented and packed with their evidence;
        five were stopped, each with a code, a place and a way out; one of these was mended.
        A release went to production; the next was sick in staging, and is gone from there.

        Go on with:
          {(args is [] ? "dotnet run tour.cs -- --keep     and then look into artifacts/tour" : $"{work}     what was written")}
          samples/Greenhouse/README.md     how the application is put together
          samples/Broken/README.md         every way to fail, a project each
        """));
    return 0;
}
catch (TourFailedException e)
{
    Console.Error.WriteLine($"{Environment.NewLine}The tour ends here: {e.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
finally
{
    CleanUp();
}

void Step(string title, Action act)
{
    var start = clock.Elapsed;
    Console.WriteLine($"{Environment.NewLine}[{++step}/{Steps}] {title}");
    act();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {(clock.Elapsed - start).TotalSeconds:F1} s"));
}

void Pack(string project) =>
    Dotnet(0, "pack", Path.Combine(root, "src", project), "-c", "Release", "-o", feed, "-nr:false", $"-p:PackageVersion={version}");

void Wave(int wave, string title) => Step(title, () => Dotnet(
    0, ["pack", Path.Combine(samples, "Greenhouse", "build", "waves.proj"), $"-p:Wave={wave}", .. Properties("greenhouse")]));

// The samples' own folders stay as they are: outputs go below artifacts/tour.
string[] Properties(string folder) =>
[
    "-nr:false", $"-p:ModuleBuildVersion={version}", $"-p:GreenhouseFeed={feed}", $"-p:BrokenFeed={feed}",
    $"-p:ArtifactsPath={Path.Combine(work, folder)}",
];

void ShowPackage()
{
    const string Id = "Greenhouse.Irrigation";
    using var package = ZipFile.OpenRead(Directory.EnumerateFiles(feed, $"{Id}.*.nupkg").Single());
    foreach (var entry in package.Entries.Where(e => e.FullName.StartsWith("module/", StringComparison.Ordinal)))
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {entry.FullName,-40} {entry.Length,7:N0} bytes"));
    }

    Console.WriteLine("      The evidence, each hash of its index checked:");
    foreach (var listed in Json(package, "module/evidence.json").GetProperty("files").EnumerateArray())
    {
        var path = listed.GetProperty("path").GetString()!;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Bytes(package, path)));
        Require(hash == listed.GetProperty("sha256").GetString(), $"the hash of {path} is not the one in the index.");
        Show($"{listed.GetProperty("kind"),-10} sha256 {hash[..16]}…");
    }

    var sbom = Json(package, $"module/{Id}.cdx.json");
    var components = sbom.GetProperty("components").EnumerateArray().ToList();
    Console.WriteLine($"      The SBOM, CycloneDX {sbom.GetProperty("specVersion")}, names {components.Count} components, among them:");
    Show([.. components.Take(6).Select(component => $"{component.GetProperty("name")} {component.GetProperty("version")}")]);
    Console.WriteLine("      The page begins:");
    Show([.. Encoding.UTF8.GetString(Bytes(package, $"module/{Id}.md")).Split('\n').Where(line => line.Length > 0).Skip(1).Take(6)]);
}

void RunHost() => Show(Dotnet(
    0, Path.Combine(work, "greenhouse", "bin", "Greenhouse.Host", "release", "Greenhouse.Host.dll"), "--Data", Path.Combine(work, "data")));

void ReadLock()
{
    // A copy: what follows changes it.
    var from = Path.Combine(samples, "Greenhouse");
    foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
    {
        var path = Path.GetRelativePath(from, file);
        if (!path.Split(Path.DirectorySeparatorChar).Any(name => name is "artifacts" or "bin" or "obj"))
        {
            var copy = Path.Combine(greenhouse, path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    Tool(0, "tree");
    Tool(0, "why", "Greenhouse.Sensors");
}

void Permissions()
{
    var weather = Path.Combine(greenhouse, "modules", "Greenhouse.Weather");
    var manifest = Path.Combine(weather, "module.json");
    var before = File.ReadAllBytes(manifest);
    Replace(manifest, "network:access:api.open-meteo.com", "x-greenhouse:read:forecast");
    Console.WriteLine("      Weather does not ask for the network any more. $ dotnet build");
    ShowErrors(weather, "next", "MB2001");
    File.WriteAllBytes(manifest, before);

    var package = Directory.EnumerateFiles(feed, "Greenhouse.Weather.*.nupkg").Single();
    Console.WriteLine("      $ modulebuild analyze Greenhouse.Weather.nupkg");
    var lines = Run(0, Path.Combine(tools, "modulebuild"), "analyze", package);
    Show([.. lines.SkipWhile(line => !line.StartsWith("network:", StringComparison.Ordinal)).TakeWhile((line, at) => at == 0 || line[0] == ' '), lines[^1]]);
    Console.WriteLine("      $ modulebuild score Greenhouse.Weather.nupkg");
    Show(Run(0, Path.Combine(tools, "modulebuild"), "score", package));
}

void Update()
{
    var sensors = Path.Combine(greenhouse, "modules", "Greenhouse.Sensors");
    Replace(Path.Combine(sensors, "CHANGELOG.md"), "## 1.4.0", $"## 1.5.0{Environment.NewLine}{Environment.NewLine}- Readings are kept for a week.{Environment.NewLine}{Environment.NewLine}## 1.4.0");
    Dotnet(0, ["pack", sensors, "-p:Version=1.5.0", .. Properties("next")]);
    Tool(0, "outdated", "--source", feed);
    Tool(0, "update", "Greenhouse.Sensors", "--source", feed);
    Tool(0, "update", "--undo");
}

void Conflict()
{
    var alerts = Path.Combine(greenhouse, "modules", "Greenhouse.Alerts");
    Dotnet(0, ["pack", Path.Combine(greenhouse, "modules", "Greenhouse.Sensors"), "-p:Version=2.0.0", .. Properties("next")]);
    Replace(Path.Combine(alerts, "module.json"), "[1.4,2.0)", "[2.0,3.0)");
    Replace(Path.Combine(alerts, "Greenhouse.Alerts.csproj"), "\"Greenhouse.Sensors\"", "\"Greenhouse.Sensors\" VersionOverride=\"2.0.0\"");
    var before = File.ReadAllBytes(Path.Combine(greenhouse, "module.lock.json"));
    Console.WriteLine("      NuGet has no objection. $ dotnet build");
    var output = Dotnet(1, ["build", alerts, .. Properties("next")]);
    var at = Array.FindIndex(output, line => line.Contains(": error MB1013: ", StringComparison.Ordinal));
    Require(at >= 0, $"the build was to fail with MB1013.{Environment.NewLine}{string.Join(Environment.NewLine, output)}");
    Show(Short(output[at]));
    Show([.. output.Skip(at + 1).TakeWhile(line => line != "Build FAILED.")]);
    Require(before.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(greenhouse, "module.lock.json"))), "the old lock was to stay as it was.");
    Console.WriteLine("      The old lock stayed as it was.");
}

// Runs the tool in the copy of the greenhouse, and shows what it says.
void Tool(int expected, params string[] arguments)
{
    Console.WriteLine($"      $ modulebuild {string.Join(' ', arguments.Select(argument => argument == feed ? "FEED" : argument))}");
    Show(Run(expected, Path.Combine(tools, "modulebuild"), [arguments[0], "--workspace", greenhouse, .. arguments.Skip(1)]));
}

static void Replace(string file, string old, string by)
{
    var text = File.ReadAllText(file);
    Require(text.Contains(old, StringComparison.Ordinal), $"{file} has no '{old}' any more.");
    File.WriteAllText(file, text.Replace(old, by, StringComparison.Ordinal));
}

void Break(string project, string code) => ShowErrors(Path.Combine(samples, "Broken", project), "broken", code);

// Builds what must fail with one code and nothing else, and shows the first error.
void ShowErrors(string project, string folder, string code)
{
    var output = Dotnet(1, ["build", project, "-v:q", .. Properties(folder)]);
    var errors = output.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct().ToList();
    Require(
        errors.Count > 0 && errors.TrueForAll(error => error.Contains($": error {code}: ", StringComparison.Ordinal)),
        $"{project} was to fail with {code} and nothing else.{Environment.NewLine}{string.Join(Environment.NewLine, output)}");
    Show(Short(errors[0]));
}

// Without the project at the end, and with the path as a reader would type it.
string Short(string error) => Regex.Replace(error, @" \[[^\[]+\]$", "").Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

void Mend()
{
    // A copy, with the settings that stand above it.
    foreach (var folder in (string[])["", "Broken", Path.Combine("Broken", "ForeignRange")])
    {
        var copy = Directory.CreateDirectory(Path.Combine(work, "samples", folder)).FullName;
        new List<string>(Directory.GetFiles(Path.Combine(samples, folder)))
            .ForEach(file => File.Copy(file, Path.Combine(copy, Path.GetFileName(file))));
    }

    var project = Path.Combine(work, "samples", "Broken", "ForeignRange");
    var manifest = Path.Combine(project, "module.json");
    var before = File.ReadAllLines(manifest);
    Console.WriteLine("      $ modulebuild fix");
    Run(0, Path.Combine(tools, "modulebuild"), "fix", manifest);
    Show([.. before.Zip(File.ReadAllLines(manifest)).Where(pair => pair.First != pair.Second)
        .SelectMany(pair => (string[])[$"- {pair.First.Trim()}", $"+ {pair.Second.Trim()}"])]);
    Dotnet(0, ["build", project, "-v:q", .. Properties("mended")]);
    Console.WriteLine("      $ dotnet build: succeeded");
}

void Release()
{
    var server = Path.Combine(samples, "Greenhouse", "src", "Greenhouse.Server");
    Dotnet(0, ["build", server, "-c", "Release", .. Properties("greenhouse")]);
    using var staging = new Serving(Path.Combine(work, "greenhouse", "bin", "Greenhouse.Server", "release", "Greenhouse.Server.dll"), Path.Combine(work, "run", "staging"));
    using var production = new Serving(Path.Combine(work, "greenhouse", "bin", "Greenhouse.Server", "release", "Greenhouse.Server.dll"), Path.Combine(work, "run", "production"));
    Command(0, "env", "init");
    Command(0, "env", "add", "dev", "--path", Path.Combine(work, "run", "dev"), "--security-level", "low");
    Command(0, "env", "add", "staging", "--from", "dev", "--path", Path.Combine(work, "run", "staging"), "--health", staging.Health, "--security-level", "low");
    Command(0, "env", "add", "production", "--from", "staging", "--path", Path.Combine(work, "run", "production"), "--health", production.Health, "--security-level", "low");
    foreach (var environment in (string[])["staging", "production"])
    {
        Replace(Path.Combine(greenhouse, "environments", $"{environment}.json"), "\"url\"", "\"bake\": \"1s\", \"interval\": \"250ms\", \"url\"");
    }

    string[] modules = ["Greenhouse.Sensors@1.4.0", "Greenhouse.Weather@1.0.3", "Greenhouse.Alerts@0.9.2", "Greenhouse.Irrigation@2.1.0", "Greenhouse.Reports@1.1.0"];
    Command(0, ["promote", "feed", "dev", "--source", feed, "--module", .. modules]);
    Command(0, "promote", "dev", "staging", "--source", feed);
    Command(0, "promote", "staging", "production", "--source", feed, "--reason", "the first day");
    production.Ask();
    Dotnet(0, ["pack", Path.Combine(samples, "Greenhouse", "modules", "Greenhouse.Irrigation"), "-p:GreenhouseSick=true", "-p:Version=2.1.1", .. Properties("sick")]);
    Command(0, "promote", "feed", "dev", "--source", feed, "--module", "Greenhouse.Irrigation@2.1.1");
    Command(1, "promote", "dev", "staging", "--source", feed);
    Command(0, "status");
    Command(0, "ledger", "list", "staging", "--last", "6");
    Command(0, "ledger", "where", "Greenhouse.Irrigation");
    Command(0, "ledger", "verify");
    var (answered, failed) = production.Asked();
    Require(failed == 0, $"{failed} of {answered} requests to production failed.");
    Show($"Production was asked {answered} times meanwhile, and answered each time.");
}

// Runs the tool in the copy of the greenhouse as a person there would, and shows what it says.
void Command(int expected, params string[] arguments)
{
    Console.WriteLine($"      $ modulebuild {string.Join(' ', arguments.Select(argument => argument == feed ? "FEED" : argument.Replace(work + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)))}");
    Show([.. RunIn(greenhouse, expected, Path.Combine(tools, "modulebuild"), arguments, withErrors: false).Select(line => line.Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))]);
}

string[] Dotnet(int expected, params string[] arguments) => Run(expected, "dotnet", arguments);

// Runs a program to its end and gives what it wrote. Another exit code than the expected one ends the tour.
string[] Run(int expected, string program, params string[] arguments) => RunIn(root, expected, program, arguments);

string[] RunIn(string folder, int expected, string program, string[] arguments, bool withErrors = true)
{
    stop.Token.ThrowIfCancellationRequested();
    var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
    start.WorkingDirectory = folder;
    start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
    start.Environment["MSBUILDTERMINALLOGGER"] = "off";
    using var process = Process.Start(start)!;
    using var kill = stop.Token.Register(() => process.Kill(entireProcessTree: true));
    var errors = process.StandardError.ReadToEndAsync();
    var output = process.StandardOutput.ReadToEnd();
    var all = output + errors.Result;
    process.WaitForExit();
    stop.Token.ThrowIfCancellationRequested();
    Require(
        process.ExitCode == expected,
        $"'{program} {string.Join(' ', arguments)}' gave {process.ExitCode} and not {expected}.{Environment.NewLine}{all}");
    return [.. (withErrors ? all : output).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
}

// What the tour packed must not be taken for a release later: it goes from NuGet's cache as well.
void CleanUp()
{
    string[] list = ["nuget", "locals", "global-packages", "--list"];
    using var process = Process.Start(new ProcessStartInfo("dotnet", list) { RedirectStandardOutput = true })!;
    var cache = process.StandardOutput.ReadToEnd().Trim().Split(": ", 2)[^1];
    foreach (var package in Directory.EnumerateFiles(feed, "*.nupkg"))
    {
        var name = Regex.Match(Path.GetFileNameWithoutExtension(package).ToLowerInvariant(), @"^(.+?)\.(\d+\..+)$");
        Delete(Path.Combine(cache, name.Groups[1].Value, name.Groups[2].Value));
    }

    if (args is [])
    {
        Delete(work);
    }
}

static void Delete(string folder)
{
    try
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
    catch (Exception e) when (e is IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"Could not delete {folder}: {e.Message}");
    }
}

static void Show(params string[] lines) => Console.WriteLine(string.Join(Environment.NewLine, lines.Select(line => $"        {line}")));

static byte[] Bytes(ZipArchive package, string path)
{
    using var content = (package.GetEntry(path) ?? throw new TourFailedException($"the package has no {path}.")).Open();
    using var copy = new MemoryStream();
    content.CopyTo(copy);
    return copy.ToArray();
}

static JsonElement Json(ZipArchive package, string path) => JsonDocument.Parse(Bytes(package, path)).RootElement;

static void Require(bool condition, string otherwise)
{
    if (!condition)
    {
        throw new TourFailedException(otherwise);
    }
}

// A server that runs what is brought to a folder, on a port that is free.
sealed class Serving : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly CancellationTokenSource _stop = new();
    private Task<(int, int)> _asking = Task.FromResult((0, 0));

    public Serving(string server, string modules)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        }

        string[] arguments = [server, "--modules", modules, "--data", modules + "-data", "--urls", Address];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Address { get; }

    public string Health => $"{Address}/health";

    // Asks for the page again and again until somebody wants to know how it went.
    public void Ask() => _asking = Task.Run(async () =>
    {
        var (answered, failed) = (0, 0);
        for (; !_stop.IsCancellationRequested; await Task.Delay(20))
        {
            try
            {
                using var answer = await _client.GetAsync(Address);
                answered++;
                failed += answer.IsSuccessStatusCode ? 0 : 1;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                failed++;
            }
        }

        return (answered, failed);
    });

    public (int Answered, int Failed) Asked()
    {
        _stop.Cancel();
        return _asking.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _client.Dispose();
        _stop.Dispose();
    }
}

sealed class TourFailedException(string message) : Exception(message);

#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

// Runs every test of the repository and closes with a line `N passed, N failed`.
//
//   dotnet run test.cs                      all tests
//   dotnet run test.cs -- Core Packaging    the test projects whose names hold one of these words
//
//   dotnet run test.cs -- Action            the tests of the GitHub Action
//
// Needs the .NET SDK 10.0.100 or newer, git, and Node.js 20 or newer with npm. SBOMs are validated by Node packages, and the action runs on
// Node.js 24: this command installs both into artifacts/, and what the action is made with into action/node_modules.
// Results: artifacts/test-results/*.xml.
//
// Tests of the malware scan need ClamAV's daemon, those of the action's summaries the browser chromium, and are skipped without them. On Debian
// and its kin this command installs both where it may: as root, or where sudo asks for no password. MODULEBUILD_INSTALL=0 keeps it from that.

using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Xml.Linq;

var root = Path.GetDirectoryName(ThisFile())!;
var results = Path.Combine(root, "artifacts", "test-results");
string? commandLine = null;
var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
var problems = Missing().ToList();
if (problems.Count > 0)
{
    Console.Error.WriteLine("Some tests cannot run here:");
    problems.ForEach(problem => Console.Error.WriteLine($"  - {problem}"));
    return 2;
}

var projects = Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
    .Select(path => Path.GetFileNameWithoutExtension(path)!)
    .Where(name => args.Length == 0 || args.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
    .OrderBy(name => name.Contains("EndToEnd", StringComparison.Ordinal)) // the long one last: what is cheap to know comes first
    .ThenBy(name => name, StringComparer.Ordinal)
    .ToList();
var hasAction = args.Length == 0 || args.Any(word => "Action".Contains(word, StringComparison.OrdinalIgnoreCase));
if (projects.Count == 0 && !hasAction)
{
    Console.Error.WriteLine($"No test project is named like {string.Join(" or ", args)}.");
    return 2;
}

var clock = Stopwatch.StartNew();
if (projects.Exists(name => name.Contains("Security", StringComparison.Ordinal) || name.Contains("EndToEnd", StringComparison.Ordinal))
    && !File.Exists("/usr/sbin/clamd") && !Starts("clamd", "--version"))
{
    InstallPackage("clamav-daemon", "ClamAV's daemon", "tests with ClamAV's daemon itself", "clamav-freshclam.service clamav-daemon.socket clamav-daemon.service");
}

if (hasAction && !File.Exists("/usr/bin/chromium"))
{
    InstallPackage("chromium", "a browser", "tests that look at summaries and comments in a browser");
}

Step("Building");
if (Run("dotnet", ["build", Path.Combine(root, "ModuleBuild.sln"), "--nologo", "-v", "q", "-tl:off"]) != 0)
{
    return 1;
}

if (hasAction || projects.Exists(name => name.Contains("Cli", StringComparison.Ordinal)))
{
    commandLine = CompiledCommandLine();
}

Directory.CreateDirectory(results);
var totals = (Passed: 0, Failed: 0, Skipped: 0);
foreach (var project in projects)
{
    Step(project);
    var report = Path.Combine(results, project + ".xml");
    File.Delete(report);
    var program = Path.Combine(root, "artifacts", "bin", project, "debug", project + ".dll");
    Count(project, Run("dotnet", [program, "-noLogo", "-noColor", "-xml", report]), Read(report));
}

if (hasAction)
{
    Step("Action");
    TestAction();
}

// The compilers of all these builds were one process, which is needed no more.
Run("dotnet", ["build-server", "shutdown", "--vbcscompiler"]);
Console.WriteLine();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Finished after {clock.Elapsed:m\\:ss}. Reports: {results}"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{totals.Passed} passed, {totals.Failed} failed, {totals.Skipped} skipped"));
return totals.Failed == 0 && totals.Passed > 0 ? 0 : 1;

void Count(string suite, int exitCode, (int Passed, int Failed, int Skipped) counts)
{
    if (exitCode != 0 && counts.Failed == 0)
    {
        counts.Failed++; // the runner itself failed: no report, or a crash after it
        Console.Error.WriteLine($"{suite} ended with exit code {exitCode}.");
    }

    totals = (totals.Passed + counts.Passed, totals.Failed + counts.Failed, totals.Skipped + counts.Skipped);
}

// The action is checked by the compiler, its bundle against its sources, and then the bundle is run.
void TestAction()
{
    var action = Path.Combine(root, "action");
    if (Run(npm, ["ci", "--no-progress", "--loglevel=error"], action) != 0 || Node24() is not { } node)
    {
        Count("Action", 1, default);
        return;
    }

    Count("The compiler of the action", Run(node, [Path.Combine(action, "node_modules", "typescript", "bin", "tsc"), "--noEmit"], action), default);
    Count("The check of action/dist", Run(node, ["build.ts", "--check"], action), default);
    var report = Path.Combine(results, "Action.xml");
    File.Delete(report);
    var exitCode = Run(
        node,
        [
            "--test", "--test-concurrency=4", "--test-reporter=spec", "--test-reporter-destination=stdout",
            "--test-reporter=junit", $"--test-reporter-destination={report}", .. Directory.GetFiles(Path.Combine(action, "test"), "*.test.ts").Order(StringComparer.Ordinal),
        ],
        action);
    Count("Action", exitCode, ReadJUnit(report));
}

// Tests start the command line a thousand times. Compiled ahead of time it takes two thirds of the processor's time; without that, all tests run as well.
string? CompiledCommandLine()
{
    var folder = Path.Combine(root, "artifacts", "compiled");
    string[] publish =
    [
        "publish", Path.Combine(root, "src", "ModuleBuild.Cli"), "-c", "Debug", "--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true",
        "-p:RunAnalyzers=false", "-o", folder, "--nologo", "-v", "q", "-tl:off",
    ];
    if (Run("dotnet", publish) == 0)
    {
        return Path.Combine(folder, "modulebuild.dll");
    }

    Console.Error.WriteLine("The command line cannot be compiled ahead of time here: the tests take longer.");
    return null;
}

// The Node.js that is installed where that is new enough, else one from the npm registry.
string? Node24()
{
    if (int.TryParse(Output("node", "-p", "process.versions.node.split('.')[0]"), CultureInfo.InvariantCulture, out var major) && major >= 24)
    {
        return "node";
    }

    var platform = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
    var package = $"node-{platform}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
    var folder = Path.Combine(root, "artifacts", "node", "node24");
    var program = Path.Combine(folder, "node_modules", package, "bin", OperatingSystem.IsWindows() ? "node.exe" : "node");
    Directory.CreateDirectory(folder);
    if (File.Exists(program) || Run(npm, ["install", "--no-progress", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", folder, $"{package}@24"], folder) == 0)
    {
        return program;
    }

    Console.Error.WriteLine("The tests of the action need Node.js 24: install it from https://nodejs.org.");
    return null;
}

static string ThisFile([CallerFilePath] string path = "") => path;

void Step(string title)
{
    Console.WriteLine();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"== {title} ({clock.Elapsed:m\\:ss})"));
}

IEnumerable<string> Missing()
{
    foreach (var (program, argument, advice) in new[]
    {
        ("git", "--version", "git: install it from your system's packages, for example `apt-get install git`."),
        ("node", "--version", "Node.js 20 or newer: install it from your system's packages, for example `apt-get install nodejs npm`."),
        (npm, "--version", "npm: install it with Node.js, for example `apt-get install npm`."),
    })
    {
        if (!Starts(program, argument))
        {
            yield return advice;
        }
    }
}

// A package of Debian that some tests need, and that they are skipped without.
void InstallPackage(string package, string title, string left, string services = "")
{
    Step($"Installing {title}");
    var (problem, prefix) = MayInstall();
    if (problem is null)
    {
        // What may hang is the network: it has four minutes. The rest has no limit, for a package that is half installed is worse than waiting.
        // A download fails at first where the lists of packages are empty or too old. What the packages start is stopped again.
        var script = $$"""
            exec </dev/null
            export DEBIAN_FRONTEND=noninteractive log="$(mktemp)"
            export get="apt-get -q -y -o DPkg::Lock::Timeout=30 -o Acquire::Retries=1 -o Acquire::http::Timeout=20"
            export install="install --no-install-recommends {{package}}"
            {
                timeout -k 5 240 sh -c '$get --download-only $install || { $get update && $get --download-only $install; }' &&
                $get --no-download $install
            } >"$log" 2>&1 || { tail -n 5 "$log" >&2; rm "$log"; exit 1; }
            rm "$log"
            for service in {{services}}
            do
                if test -d /run/systemd/system; then systemctl disable --now $service; else /etc/init.d/${service%.*} stop; fi
            done >/dev/null 2>&1
            exit 0
            """;
        string[] command = [.. prefix, "sh", "-c", script];
        problem = Run(command[0], command[1..]) == 0 ? null : "apt-get failed, as it says above";
    }

    Console.WriteLine(problem is null
        ? $"Installed {package}; nothing of it runs as a service."
        : $"Left out, because {problem}: {left}. To run them: apt-get install --no-install-recommends {package}");
}

static (string? Problem, string[] Prefix) MayInstall() =>
    Environment.GetEnvironmentVariable("MODULEBUILD_INSTALL") == "0" ? ("MODULEBUILD_INSTALL is 0", [])
    : !File.Exists("/usr/bin/apt-get") ? ("there is no apt-get here", [])
    : Environment.UserName == "root" ? (null, [])
    : Starts("sudo", "-n", "true") ? (null, ["sudo", "-n"])
    : ("this user may not install packages", []);

static bool Starts(string program, params string[] arguments) => Output(program, arguments) is not null;

// What a program prints; null where it fails, or is not there.
static string? Output(string program, params string[] arguments)
{
    try
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
    catch (System.ComponentModel.Win32Exception)
    {
        return null;
    }
}

int Run(string program, string[] arguments, string? folder = null)
{
    var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder ?? root, UseShellExecute = false };
    // A build server that outlives the tests would hold files of the folders that they delete.
    start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
    start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
    // The compiler's holds none, and each build that starts a compiler of its own takes two seconds longer.
    start.Environment["UseSharedCompilation"] = "true";
    start.Environment["TESTED_COMMAND_LINE"] = commandLine;
    using var process = Process.Start(start)!;
    process.WaitForExit();
    return process.ExitCode;
}

static (int Passed, int Failed, int Skipped) Read(string report)
{
    if (!File.Exists(report))
    {
        return default;
    }

    var assemblies = XDocument.Load(report).Descendants("assembly").ToList();
    return (Sum("passed"), Sum("failed") + Sum("errors"), Sum("skipped") + Sum("not-run"));

    int Sum(string name) => assemblies.Sum(assembly => (int?)assembly.Attribute(name) ?? 0);
}

static (int Passed, int Failed, int Skipped) ReadJUnit(string report)
{
    if (!File.Exists(report))
    {
        return default;
    }

    var cases = XDocument.Load(report).Descendants("testcase").ToList();
    var failed = cases.Count(test => test.Element("failure") is not null || test.Element("error") is not null);
    var skipped = cases.Count(test => test.Element("skipped") is not null);
    return (cases.Count - failed - skipped, failed, skipped);
}

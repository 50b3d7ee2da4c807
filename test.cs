#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

// Runs every test of the repository and closes with a line `N passed, N failed`.
//
//   dotnet run test.cs                      all tests
//   dotnet run test.cs -- Core Packaging    the test projects whose names hold one of these words
//
// Needs the .NET SDK 10.0.100 or newer, git, and Node.js 20 or newer with npm (SBOMs are validated by a Node package, which this
// command installs into artifacts/). Results: artifacts/test-results/*.xml.
//
// Tests of the malware scan need ClamAV's daemon, and are skipped without it. On Debian and its kin this command installs it where it may: as
// root, or where sudo asks for no password. MODULEBUILD_INSTALL=0 keeps it from that.

using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

var root = Path.GetDirectoryName(ThisFile())!;
var results = Path.Combine(root, "artifacts", "test-results");
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
if (projects.Count == 0)
{
    Console.Error.WriteLine($"No test project is named like {string.Join(" or ", args)}.");
    return 2;
}

var clock = Stopwatch.StartNew();
if (projects.Exists(name => name.Contains("Security", StringComparison.Ordinal) || name.Contains("EndToEnd", StringComparison.Ordinal)))
{
    InstallScanner();
}

Step($"Building {projects.Count} test projects");
if (Run("dotnet", ["build", Path.Combine(root, "ModuleBuild.sln"), "--nologo", "-v", "q", "-tl:off"]) != 0)
{
    return 1;
}

Directory.CreateDirectory(results);
var totals = (Passed: 0, Failed: 0, Skipped: 0);
foreach (var project in projects)
{
    Step(project);
    var report = Path.Combine(results, project + ".xml");
    File.Delete(report);
    var program = Path.Combine(root, "artifacts", "bin", project, "debug", project + ".dll");
    var exitCode = Run("dotnet", [program, "-noLogo", "-noColor", "-xml", report]);
    var counts = Read(report);
    if (exitCode != 0 && counts.Failed == 0)
    {
        counts.Failed++; // the runner itself failed: no report, or a crash after it
        Console.Error.WriteLine($"{project} ended with exit code {exitCode}.");
    }

    totals = (totals.Passed + counts.Passed, totals.Failed + counts.Failed, totals.Skipped + counts.Skipped);
}

Console.WriteLine();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Finished after {clock.Elapsed:m\\:ss}. Reports: {results}"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{totals.Passed} passed, {totals.Failed} failed, {totals.Skipped} skipped"));
return totals.Failed == 0 && totals.Passed > 0 ? 0 : 1;

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
        (OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "--version", "npm: install it with Node.js, for example `apt-get install npm`."),
    })
    {
        if (!Starts(program, argument))
        {
            yield return advice;
        }
    }
}

void InstallScanner()
{
    const string Package = "clamav-daemon";
    if (File.Exists("/usr/sbin/clamd") || Starts("clamd", "--version"))
    {
        return;
    }

    Step("Installing ClamAV's daemon");
    var (problem, prefix) = MayInstall();
    if (problem is null)
    {
        // What may hang is the network: it has two minutes. The rest has no limit, for a package that is half installed is worse than waiting.
        // A download fails at first where the lists of packages are empty or too old. What the packages start is stopped again.
        const string Script = $$"""
            exec </dev/null
            export DEBIAN_FRONTEND=noninteractive log="$(mktemp)"
            export get="apt-get -q -y -o DPkg::Lock::Timeout=30 -o Acquire::Retries=1 -o Acquire::http::Timeout=20"
            export install="install --no-install-recommends {{Package}}"
            {
                timeout -k 5 120 sh -c '$get --download-only $install || { $get update && $get --download-only $install; }' &&
                $get --no-download $install
            } >"$log" 2>&1 || { tail -n 5 "$log" >&2; rm "$log"; exit 1; }
            rm "$log"
            for service in clamav-freshclam.service clamav-daemon.socket clamav-daemon.service
            do
                if test -d /run/systemd/system; then systemctl disable --now $service; else /etc/init.d/${service%.*} stop; fi
            done >/dev/null 2>&1
            exit 0
            """;
        string[] command = [.. prefix, "sh", "-c", Script];
        problem = Run(command[0], command[1..]) == 0 ? null : "apt-get failed, as it says above";
    }

    Console.WriteLine(problem is null
        ? $"Installed {Package}; it does not run as a service."
        : $"Left out, because {problem}: tests with ClamAV's daemon itself. To run them: apt-get install --no-install-recommends {Package}");
}

static (string? Problem, string[] Prefix) MayInstall() =>
    Environment.GetEnvironmentVariable("MODULEBUILD_INSTALL") == "0" ? ("MODULEBUILD_INSTALL is 0", [])
    : !File.Exists("/usr/bin/apt-get") ? ("there is no apt-get here", [])
    : Environment.UserName == "root" ? (null, [])
    : Starts("sudo", "-n", "true") ? (null, ["sudo", "-n"])
    : ("this user may not install packages", []);

static bool Starts(string program, params string[] arguments)
{
    try
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
    catch (System.ComponentModel.Win32Exception)
    {
        return false;
    }
}

int Run(string program, string[] arguments)
{
    var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = root, UseShellExecute = false };
    // A build server that outlives the tests would hold files of the folders that they delete.
    start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
    start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
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

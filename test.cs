#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

// Runs every test of the repository and closes with a line `N passed, N failed`.
//
//   dotnet run test.cs                      all tests
//   dotnet run test.cs -- Core Packaging    the test projects whose names hold one of these words
//
// Needs the .NET SDK 10.0.100 or newer, git, and Node.js 20 or newer with npm (SBOMs are validated by a Node package, which this
// command installs into artifacts/). Results: artifacts/test-results/*.xml.

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

static bool Starts(string program, string argument)
{
    try
    {
        using var process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true, RedirectStandardError = true })!;
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

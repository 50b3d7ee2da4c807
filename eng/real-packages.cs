#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

// Makes the table of docs/real-packages.md again: restores each package of it alone, analyses it and compares the kinds that it reaches.
//
//   dotnet build src/ModuleBuild.Cli -c Release
//   dotnet run eng/real-packages.cs              says what differs; ends with 1 where something does
//   dotnet run eng/real-packages.cs -- --write   writes the kinds into the table
//
// It needs the package registry, so no test runs it.

using System.Diagnostics;
using System.Text.RegularExpressions;

var root = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFileDirectoryPath")!)!;
var page = Path.Combine(root, "docs", "real-packages.md");
var tool = Path.Combine(root, "artifacts", "bin", "ModuleBuild.Cli", "release", "modulebuild.dll");
var work = Directory.CreateTempSubdirectory("real-packages-").FullName;
var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
    ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
foreach (var stop in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
{
    File.WriteAllText(Path.Combine(work, stop), "<Project />");
}

var lines = File.ReadAllLines(page);
var differences = 0;
for (var at = 0; at < lines.Length; at++)
{
    if (Row().Match(lines[at]) is not { Success: true } row)
    {
        continue;
    }

    var (id, version) = (row.Groups["id"].Value, row.Groups["version"].Value);
    var project = Path.Combine(work, "package.csproj");
    File.WriteAllText(project, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn></PropertyGroup>
          <ItemGroup><PackageReference Include="{id}" Version="[{version}]" /></ItemGroup>
        </Project>
        """);
    var restored = Run("restore", project, "-v", "q", "--nologo"); // what cannot be restored as a whole may still be there by itself
    var file = Path.Combine(packages, id.ToLowerInvariant(), version, $"{id.ToLowerInvariant()}.{version}.nupkg");
    if (!File.Exists(file))
    {
        Run("package", "download", $"{id}@{version}", "--output", packages);
    }

    var (exit, output) = Run(tool, "analyze", file);
    var kinds = exit == 2 ? "exit code 2" : string.Join(", ", Kind().Matches(output).Select(match => $"`{match.Groups[1].Value}`").Distinct().Order(StringComparer.Ordinal));
    var unknown = Regex.Count(output, "^unknown ", RegexOptions.Multiline);
    kinds = (kinds.Length == 0 ? "none" : kinds) + (unknown > 0 ? $", {unknown} unknown" : string.Empty);
    if (kinds != row.Groups["kinds"].Value)
    {
        differences++;
        Console.WriteLine($"{id} {version}{(restored.Exit == 0 ? string.Empty : " (not restored)")}: {row.Groups["kinds"].Value} -> {kinds}");
        lines[at] = $"| {id} | {version} | {kinds} | {row.Groups["note"].Value} |";
    }
}

Directory.Delete(work, recursive: true);
if (args is ["--write"])
{
    File.WriteAllLines(page, lines);
    return 0;
}

Console.WriteLine($"{differences} differences");
return differences == 0 ? 0 : 1;

(int Exit, string Output) Run(params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = work })!;
    process.ErrorDataReceived += (_, _) => { }; // exit codes say enough
    process.BeginErrorReadLine();
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return (process.ExitCode, output);
}

internal static partial class Program
{
    [GeneratedRegex(@"^\| (?<id>[A-Za-z0-9.]+(-[a-z]+)?) \| (?<version>\d[0-9.]*) \| (?<kinds>[^|]*) \| (?<note>[^|]*) \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^([a-z]+:[a-z]+)(?::.*)?  \(", RegexOptions.Multiline)]
    private static partial Regex Kind();
}

using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ModuleBuild.Benchmarks.Measuring;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Solving;
using ModuleBuild.Core.Tests.Resolution.Cases;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Benchmarks.Resolution;

/// <summary>
/// The synthetic graphs of 1,000 packages with 20 versions each: the solve beside a warm <c>dotnet restore</c>. The feed of restore is a
/// folder with what restore can come to look at: for each range that it meets, the lowest version in it.
/// </summary>
internal static partial class RestoreBenchmarks
{
    /// <summary>Runs them, for suites that are there.</summary>
    /// <param name="rounds">Rounds that count.</param>
    public static async Task RunAsync(int rounds)
    {
        foreach (var suite in new[] { "synth-1000x20-easy", "synth-1000x20-mixed", "synth-1000x20-hard" }.Where(CaseSuite.Names.Contains))
        {
            using var folder = new TemporaryFolder();
            var each = CaseSuite.Read(suite)[0];
            var count = Prepare(folder, each);
            var plain = await RestoreAsync(folder);
            string[] lenient = plain.Succeeded ? [] : ["-p:NoWarn=NU1605"];
            var warm = plain.Succeeded ? plain : await RestoreAsync(folder, lenient);
            var verdict = plain.Succeeded ? "restore succeeds" : $"restore fails ({string.Join(", ", plain.Codes)})";
            var solve = new Contender("the solve", () => Task.FromResult(Solve(each)));
            var load = new Contender("all of `ModuleResolver`, its universe included", async () => await ResolveAsync(each));
            if (!warm.Succeeded)
            {
                await PairedRounds.RunAsync($"{suite}: {verdict}", rounds, solve, load);
                continue;
            }

            var own = 0.0;
            await PairedRounds.RunAsync(
                $"{suite}: {verdict}{(plain.Succeeded ? string.Empty : "; timed without NU1605, which gives a set that breaks ranges")}; {count} packages in its feed",
                rounds,
                solve,
                load,
                new Contender("`dotnet restore --force`, warm, as a process", async () =>
                {
                    var watch = Stopwatch.StartNew();
                    var restore = await RestoreAsync(folder, lenient);
                    own = restore.OwnTime;
                    return watch.Elapsed.TotalMilliseconds;
                }),
                new Contender("… of it what NuGet says for the project", () => Task.FromResult(own)));
        }
    }

    private static double Solve(ResolverCase each)
    {
        var packages = each.Universe.Ids.Select(id => (id, each.Universe.VersionsOf(id).ToArray().Select(KnownVersion.Of).ToArray())).ToList();
        var universe = PackageUniverse.Create(packages, HostVersions.Of(each.Request, packages), []);
        var solver = new Solver(universe);
        var best = double.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var start = Stopwatch.GetTimestamp();
            solver.Solve(new SolverInput(universe, each.Request, [], null), CancellationToken.None);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }

    private static async Task<double> ResolveAsync(ResolverCase each)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await ModuleResolver.ResolveAsync(each.Request, each.Universe, null, CancellationToken.None);
        return result.Set is null ? throw new InvalidOperationException("There is a solution.") : Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static int Prepare(TemporaryFolder folder, ResolverCase each)
    {
        var roots = each.Request.Roots.Select(root => (root.Dependency.Id, Range: root.Dependency.Range.Range)).ToList();
        var open = new Queue<(string Id, VersionRange Range)>(roots);
        var made = new HashSet<PackageFacts>(ReferenceEqualityComparer.Instance);
        while (open.TryDequeue(out var next))
        {
            PackageFacts? lowest = null;
            foreach (var facts in each.Universe.VersionsOf(next.Id))
            {
                lowest ??= next.Range.Satisfies(facts.Version) ? facts : null;
            }

            if (lowest is not null && made.Add(lowest))
            {
                lowest.Dependencies.Aggregate(
                    TestPackage.Library(lowest.Id, lowest.Version.ToNormalizedString()),
                    (package, need) => package.DependsOn(need.Id, need.Range.Text)).WriteTo(folder["feed"]);
                lowest.Dependencies.ToList().ForEach(need => open.Enqueue((need.Id, need.Range.Range)));
            }
        }

        folder.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="{folder["feed"]}" /></packageSources>
            </configuration>
            """);
        folder.Write("Directory.Build.props", "<Project />");
        folder.Write("Directory.Packages.props", "<Project />");
        folder.Write("graph.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <ItemGroup>
                {string.Concat(roots.Select(root => $"<PackageReference Include=\"{root.Id}\" Version=\"{root.Range.ToNormalizedString()}\" />"))}
              </ItemGroup>
            </Project>
            """);
        return made.Count;
    }

    private static async Task<(bool Succeeded, ImmutableSortedSet<string> Codes, double OwnTime)> RestoreAsync(TemporaryFolder folder, params string[] options)
    {
        var result = await ChildProcess.RunAsync(
            "dotnet", ["restore", "graph.csproj", "--force", "-v", "n", .. options], folder.Path, new Dictionary<string, string?> { ["NUGET_PACKAGES"] = null });
        var time = OwnTime().Match(result.Output);
        var value = time.Success ? double.Parse(time.Groups["number"].Value, CultureInfo.InvariantCulture) * (time.Groups["unit"].Value == "ms" ? 1 : 1000) : 0;
        return (result.ExitCode == 0, [.. Code().Matches(result.Output).Select(match => match.Value)], value);
    }

    [GeneratedRegex(@"Restored \S+ \(in (?<number>[\d.,]+) (?<unit>ms|sec)\)")]
    private static partial Regex OwnTime();

    [GeneratedRegex(@"(?<=error )NU1\d{3}\b")]
    private static partial Regex Code();
}

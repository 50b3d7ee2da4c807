using System.Diagnostics;
using System.Globalization;
using ModuleBuild.Release.Deployers;

namespace ModuleBuild.Release.Tests.Deployers;

/// <summary>A process that brings sets is killed for real.</summary>
public sealed class KilledDeploymentTests(ITestOutputHelper output)
{
    private const int Modules = 24;

    private static string Names(string version) =>
        string.Join(", ", Enumerable.Range(1, Modules).Select(number => string.Create(CultureInfo.InvariantCulture, $"Acme.M{number:00} {version}")));

    [Fact]
    public async Task Killed_while_it_extracts_and_the_next_run_finishes_the_work()
    {
        using var target = new Target();
        foreach (var name in $"{Names("1.0.0")}, {Names("2.0.0")}".Split(", "))
        {
            target.Pack(name.Split(' ')[0], name.Split(' ')[1], files: 20);
        }

        var (old, next) = (target.Set(Names("1.0.0")), target.Set(Names("2.0.0")));
        Assert.Empty(await target.DeployAsync(1, old));
        var (fence, unfinished) = (1, 0);
        foreach (var reached in new[] { 1, 4, 9, 15, 22 })
        {
            using var child = Start(target, ++fence);
            while (!child.HasExited && target.Folders().Count(folder => folder.EndsWith(" 2.0.0", StringComparison.Ordinal)) < reached)
            {
                await Task.Delay(1, Target.Cancellation);
            }

            child.Kill();
            await child.WaitForExitAsync(Target.Cancellation);
            unfinished += target.Folders().Any(folder => folder.Contains(PackageExtraction.Unfinished, StringComparison.Ordinal)) ? 1 : 0;
            Assert.Empty(new DriftCheck(target.Path).Find("staging", 1, old));
        }

        Assert.Empty(await target.DeployAsync(2, next, ++fence));

        Assert.Empty(new DriftCheck(target.Path).Find("staging", 2, next));
        Assert.Equal(2 * Modules, target.Folders().Count);
        Assert.True(unfinished > 0, "No process was killed in the middle of a module.");
        output.WriteLine($"5 processes killed, {unfinished} of them in the middle of a module.");
    }

    /// <summary>What the child does: it brings all modules in version 2.0.0.</summary>
    [Fact(Explicit = true)]
    public async Task Child()
    {
        if (Environment.GetEnvironmentVariable("MODULEBUILD_TEST_TARGET")?.Split('|') is [var path, var feed, var fence])
        {
            using var target = new Target(path, feed: feed);
            await target.DeployAsync(2, target.Set(Names("2.0.0")), long.Parse(fence, CultureInfo.InvariantCulture));
        }
    }

    private static Process Start(Target target, long fence)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(KilledDeploymentTests).Assembly.Location, "-method", $"{typeof(KilledDeploymentTests).FullName}.{nameof(Child)}", "-explicit", "only", "-noLogo",
            },
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["MODULEBUILD_TEST_TARGET"] = string.Create(CultureInfo.InvariantCulture, $"{target.Path}|{target.Feed}|{fence}");
        return Process.Start(start)!;
    }
}

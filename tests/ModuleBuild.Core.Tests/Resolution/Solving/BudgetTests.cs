using System.Globalization;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution.Solving;

public sealed class BudgetTests
{
    [Fact]
    public async Task A_universe_whose_conflicts_cost_much_ends_before_all_conflicts_of_the_budget()
    {
        const int Budget = 1000;
        var result = await ModuleResolver.ResolveAsync(
            new ResolutionRequest
            {
                Roots = [RootRequirement.Of("P0", Range(0, 99)), RootRequirement.Of("P1", Range(0, 99))],
                Policy = new ResolutionPolicy { ConflictBudget = Budget },
            },
            new MemorySource(Layers(packages: 400, versions: 12)),
            null,
            TestContext.Current.CancellationToken);

        var finding = Assert.Single(result.Findings);
        Assert.Equal("MB1018", finding.Code);
        var conflicts = int.Parse(finding.Message.Split(' ')[4], CultureInfo.InvariantCulture);
        Assert.InRange(conflicts, 1, Budget - 1);
    }

    // Each version needs versions near its own of three packages further on: much to learn, little that rules out much.
    private static IEnumerable<PackageFacts> Layers(int packages, int versions)
    {
        var random = new Random(1);
        for (var i = 0; i < packages; i++)
        {
            for (var version = 1; version <= versions; version++)
            {
                yield return new PackageFacts
                {
                    Id = $"P{i}",
                    Version = new NuGetVersion(version, 0, 0),
                    Dependencies =
                    [
                        .. Enumerable.Range(0, 3).Select(_ => random.Next(i + 1, packages + 3)).Where(other => other < packages).Distinct().Select(other =>
                        {
                            var from = Math.Max(1, version - random.Next(4));
                            return new PackageDependency($"P{other}", Range(from, from + random.Next(2, 6)));
                        }),
                    ],
                };
            }
        }
    }

    private static WrittenRange Range(int from, int to)
    {
        var text = $"[{from}.0,{to}.0)";
        return new WrittenRange(text, VersionRange.Parse(text));
    }
}

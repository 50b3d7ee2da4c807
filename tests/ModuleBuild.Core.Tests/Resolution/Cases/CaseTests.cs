using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Core.Tests.Resolution.Cases;

public sealed class CaseTests
{
    [Fact]
    public async Task Every_case_of_every_suite_is_answered_as_it_says()
    {
        Assert.SkipUnless(CaseSuite.Names.Any(), $"There are no suites in '{CaseSuite.Folder}'.");
        var wrong = new List<string>();
        foreach (var suite in CaseSuite.Names)
        {
            foreach (var each in CaseSuite.Read(suite))
            {
                var result = await ModuleResolver.ResolveAsync(each.Request, each.Universe, null, TestContext.Current.CancellationToken);
                if (Judge(each, result) is { } why)
                {
                    wrong.Add($"{suite}: {each.Name}: {why}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string? Judge(ResolverCase each, ResolutionResult result)
    {
        if (each.Accept == "conflict")
        {
            return result.Conflict is null ? $"expected a conflict, got {Show(result)}" : null;
        }

        if (result.Set is not { } set)
        {
            return $"expected a set, got {Show(result)}";
        }

        if (SetValidity.Problems(each.Request, set).ToList() is { Count: > 0 } problems)
        {
            return string.Join("; ", problems);
        }

        if (each.Accept != "exact")
        {
            return null;
        }

        var found = set.Packages.ToDictionary(package => package.Facts.Id, package => package.Facts.Version.ToNormalizedString(), StringComparer.OrdinalIgnoreCase);
        var differences = each.Solution!.Where(expected => found.GetValueOrDefault(expected.Key) != NuGet.Versioning.NuGetVersion.Parse(expected.Value).ToNormalizedString())
            .Select(expected => $"{expected.Key} {found.GetValueOrDefault(expected.Key) ?? "absent"}, expected {expected.Value}")
            .Concat(found.Keys.Where(id => !each.Solution!.ContainsKey(id)).Select(id => $"{id} {found[id]}, expected absent"))
            .ToList();
        return differences.Count == 0 ? null : string.Join("; ", differences);
    }

    private static string Show(ResolutionResult result) =>
        result.Set is { } set ? string.Join(", ", set.Packages.Select(package => package.Facts.ToString()))
        : result.Conflict?.ToText() ?? string.Join('\n', result.Findings.Select(finding => finding.Message));
}

using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Index;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution;

public sealed class ResolutionFindingTests
{
    [Fact]
    public async Task A_root_that_no_source_has_is_not_found()
    {
        var result = await ResolveAsync("""[{ "id": "Acme.Catalog", "version": "2.9.0" }]""", ("Acme.Catalog", "[4.0,)"));

        var finding = Assert.Single(result.Findings);
        Assert.Equal("MB1008", finding.Code);
        Assert.Equal(
            "Acme.Catalog [4.0,) was not found in any source: the only version of Acme.Catalog is 2.9.0. Ways out (each solved): Acme.Catalog 2.9.0 (1 change).",
            finding.Message);
    }

    [Fact]
    public async Task A_conflict_points_at_the_entry_of_the_manifest()
    {
        var result = await ModuleResolver.ResolveAsync(
            new ResolutionRequest
            {
                Roots =
                [
                    new RootRequirement("Acme.Shop", Dependency("A", "1.0"), new SourceLocation("module.json", 7, 5)),
                    new RootRequirement("Acme.Shop", Dependency("B", "[1.0]"), new SourceLocation("module.json", 8, 5)),
                ],
            },
            Source("""[{ "id": "A", "version": "1.0.0", "dependencies": { "B": "2.0" } }, { "id": "B", "version": "1.0.0" }, { "id": "B", "version": "2.0.0" }]"""),
            null,
            TestContext.Current.CancellationToken);

        var finding = Assert.Single(result.Findings);
        Assert.Equal(("MB1013", "module.json", 7, 5), (finding.Code, finding.Location.File, finding.Location.Line, finding.Location.Column));
        Assert.Contains("A 1.0.0 needs B 2.0 or newer.", finding.Message, StringComparison.Ordinal);
        Assert.Contains("Ways out (each solved): B 2.0.0 (1 change)", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_over_the_budget_ends_with_a_message()
    {
        var result = await ResolveAsync(
            """[{ "id": "A", "version": "1.0.0", "dependencies": { "B": "2.0" } }, { "id": "B", "version": "1.0.0" }]""",
            new ResolutionPolicy { ConflictBudget = 0 },
            ("A", "1.0"));

        Assert.Equal("MB1018", Assert.Single(result.Findings).Code);
        Assert.Null(result.Conflict);
    }

    [Theory]
    [InlineData("""{ "id": "A", "version": "1.0.0", "advisories": [{ "id": "GHSA-1", "severity": "high", "firstFixed": "1.0.1" }] }""", "MB1019")]
    [InlineData("""{ "id": "A", "version": "1.0.0", "deprecated": "Use B instead" }""", "MB1020")]
    [InlineData("""{ "id": "A", "version": "1.0.0", "listed": false }""", "MB1020")]
    [InlineData("""{ "id": "A", "version": "1.0.0", "module": false }""", "MB1023")]
    public async Task What_speaks_against_a_chosen_version_is_told(string entry, string code)
    {
        var result = await ResolveAsync($"[{entry}]", ("A", "1.0"));

        Assert.NotNull(result.Set);
        Assert.Equal(code, Assert.Single(result.Findings).Code);
    }

    [Fact]
    public async Task Security_first_takes_a_vulnerable_version_only_where_a_proof_leaves_nothing_else()
    {
        const string Index = """
            [
              { "id": "A", "version": "1.0.0", "dependencies": { "B": "1.0" } },
              { "id": "B", "version": "1.0.0", "securityScanPassed": true },
              { "id": "B", "version": "2.0.0", "advisories": [{ "id": "GHSA-1", "severity": "critical" }] },
              { "id": "C", "version": "1.0.0", "advisories": [{ "id": "GHSA-2", "severity": "low" }] }
            ]
            """;
        var result = await ResolveAsync(Index, new ResolutionPolicy { Strategy = ResolutionStrategy.SecurityFirst }, ("A", "1.0"), ("C", "1.0"));

        Assert.Equal(["A 1.0.0", "B 1.0.0", "C 1.0.0"], result.Set!.Packages.Select(package => package.Facts.ToString()));
        Assert.Contains("No consistent set exists without it.", Assert.Single(result.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Performance_first_compares_what_was_measured()
    {
        const string Index = """
            [
              { "id": "A", "version": "1.0.0", "metrics": { "loadTime": 12 } },
              { "id": "A", "version": "2.0.0", "metrics": { "loadTime": 40 } },
              { "id": "A", "version": "3.0.0" }
            ]
            """;
        var result = await ResolveAsync(Index, new ResolutionPolicy { Strategy = ResolutionStrategy.PerformanceFirst }, ("A", "1.0"));

        Assert.Equal("1.0.0", Assert.Single(result.Set!.Packages).Facts.Version.ToNormalizedString());
    }

    [Fact]
    public void A_range_in_which_nothing_lies_does_not_make_an_index_useless()
    {
        var (packages, findings) = IndexReader.Read("index.json", Encoding.UTF8.GetBytes("""[{ "id": "A", "version": "1.0.0", "dependencies": { "B": "[2.0,1.0]" } }]"""));

        Assert.Empty(findings);
        Assert.False(packages[0].Dependencies[0].Range.Range.Satisfies(NuGetVersion.Parse("1.5.0")));
    }

    [Fact]
    public void Texts_of_an_index_are_read_whole_however_they_are_written()
    {
        var changelog = new string('ä', 300);
        var (packages, findings) = IndexReader.Read("index.json", Encoding.UTF8.GetBytes(
            $$"""[{ "id": "\u0041.B", "version": "1.0.0", "dependencies": { "\u0041.C": "[1.0,2.0)" } }, { "id": "A.B", "version": "2.0.0", "changelog": "{{changelog}}" }]"""));

        Assert.Empty(findings);
        Assert.Equal(["A.B 1.0.0", "A.B 2.0.0"], packages.Select(package => package.ToString()));
        Assert.Equal("A.C", packages[0].Dependencies.Single().Id);
        Assert.Equal(changelog, packages[1].Changelog);
    }

    [Theory]
    [InlineData("A", "1.0.0", "a", "1.0.0")]
    [InlineData("A", "1.0.0", "A", "1.0.0.0")]
    [InlineData("A", "1.0.0-RC.1", "A", "1.0.0-rc.1")]
    [InlineData("A", "1.0.0+x", "A", "1.0.0+y")]
    public void A_version_that_stands_twice_in_an_index_is_told(string id, string version, string otherId, string otherVersion)
    {
        var (_, findings) = IndexReader.Read("index.json", Encoding.UTF8.GetBytes(
            $$"""[{ "id": "{{id}}", "version": "{{version}}" }, { "id": "{{otherId}}", "version": "{{otherVersion}}" }]"""));

        Assert.Contains("stands in it twice", Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_the_wrong_kind_is_told_at_its_place()
    {
        var (packages, findings) = IndexReader.Read("index.json", Encoding.UTF8.GetBytes("""[{ "id": "A", "version": 1 }]"""));

        Assert.Empty(packages);
        Assert.Equal(("MB1022", 1, 26), (findings[0].Code, findings[0].Location.Line, findings[0].Location.Column));
    }

    private static Task<ResolutionResult> ResolveAsync(string index, params (string Id, string Range)[] roots) =>
        ResolveAsync(index, ResolutionPolicy.Default, roots);

    private static Task<ResolutionResult> ResolveAsync(string index, ResolutionPolicy policy, params (string Id, string Range)[] roots) => ModuleResolver.ResolveAsync(
        new ResolutionRequest { Roots = [.. roots.Select(root => new RootRequirement(RootRequirement.CommandLine, Dependency(root.Id, root.Range)))], Policy = policy },
        Source(index),
        null,
        TestContext.Current.CancellationToken);

    private static PackageDependency Dependency(string id, string range) => new(id, new WrittenRange(range, VersionRange.Parse(range)));

    private static MemorySource Source(string index)
    {
        var (packages, findings) = IndexReader.Read("index.json", Encoding.UTF8.GetBytes(index));
        Assert.Empty(findings);
        return new MemorySource(packages);
    }
}

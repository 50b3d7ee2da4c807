using ModuleBuild.Core.Changelogs;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Policy;
using ModuleBuild.Release.Publishing;

namespace ModuleBuild.Release.Tests.Publishing;

public sealed class PublishRulesTests
{
    [Fact]
    public void Package_that_keeps_all_rules_passes() =>
        Assert.Empty(PublishRules.Check(PublishWorld.Package("A"), new ReleaseSettings { RequiresSignature = true, AllowsPrerelease = false }));

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var package = PublishWorld.Package("A", "1.0.0-rc.1") with
        {
            Changelog = null,
            IsSigned = false,
            Entries = ["content/appsettings.Development.json", "lib/net10.0/A.dll"],
            EvidenceProblems = [Finding.Create(DiagnosticCatalog.EvidenceUnusable, SourceLocation.None, "it is of other bytes.")],
        };

        var findings = PublishRules.Check(package, new ReleaseSettings { RequiresSignature = true, AllowsPrerelease = false });

        Assert.Equal(["MB9008", "MB6001", "MB6003", "MB6005", "MB6006"], findings.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("content/appsettings.Development.json")]
    [InlineData("contentFiles/any/any/AppSettings.development.JSON")]
    [InlineData("Properties/launchSettings.json")]
    [InlineData("tools/secrets.json")]
    [InlineData("tools/.env")]
    [InlineData("tools/.env.local")]
    [InlineData("A.csproj.user")]
    public void File_of_a_desk_is_found(string path) => Assert.Equal("MB6001", Assert.Single(Check(path)).Code);

    [Theory]
    [InlineData("content/appsettings.json")]
    [InlineData("content/appsettings.Production.json")]
    [InlineData("lib/net10.0/A.Development.dll")]
    [InlineData("content/environment.json")]
    public void Other_file_passes(string path) => Assert.Empty(Check(path));

    [Theory]
    [InlineData("1.0.0", "## [1.0.0] - 2027-01-04\n\n- A thing.", null)]
    [InlineData("1.0.0", "## 1.0.0\n", "its newest is 1.0.0.")]
    [InlineData("1.0.0", "## [0.9.0]\n\n- A thing.", "its newest is 0.9.0.")]
    [InlineData("1.0.0", "## [Unreleased]\n\n- A thing.", "it has none of any version.")]
    [InlineData("1.0.0-rc.1", "## [Unreleased]\n\n- A thing.", null)]
    [InlineData("1.0.0-rc.1", "## [1.0.0]\n\n- A thing.", null)]
    [InlineData("1.0.0-rc.1", "# Nothing", "it has none of any version.")]
    public void Changelog_has_to_tell_of_the_version(string version, string changelog, string? why)
    {
        var package = PublishWorld.Package("A", version) with { Changelog = Changelog.Read(changelog) };

        var findings = PublishRules.Check(package, new ReleaseSettings());

        Assert.Equal(
            why is null ? [] : [$"MB6006 A {version} has no entry in its changelog: {why} Add '## [{version}]' with what changed to the changelog of the module, and pack again."],
            findings.Select(finding => $"{finding.Code} {finding.Message}"));
        Assert.Empty(PublishRules.Check(package, new ReleaseSettings { RequiresChangelog = false }));
    }

    private static IEnumerable<Finding> Check(string path) =>
        PublishRules.Check(PublishWorld.Package("A") with { Entries = [path] }, new ReleaseSettings());
}

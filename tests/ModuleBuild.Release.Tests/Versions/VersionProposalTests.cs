using ModuleBuild.Core.Changelogs;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Release.Versions;
using NuGet.Versioning;

namespace ModuleBuild.Release.Tests.Versions;

public sealed class VersionProposalTests
{
    private static readonly ApiDifference Removed = new("CP0002", true, "Acme.IExporter.Export(String)", "removed", "M:Acme.IExporter.Export(System.String)");
    private static readonly ApiDifference Added = new("CP0002", false, "Acme.IExporter.Import(String)", "added", "M:Acme.IExporter.Import(System.String)");

    [Theory]
    [InlineData("1.2.3", "### Fixed\n\n- A slip.", "1.2.4")]
    [InlineData("1.2.3", "### Security\n\n- A hole.", "1.2.4")]
    [InlineData("1.2.3", "### Added\n\n- A thing.\n\n### Fixed\n\n- A slip.", "1.3.0")]
    [InlineData("1.2.3", "### Changed\n\n- Looks better.", "1.3.0")]
    [InlineData("1.2.3", "### Changed\n\n- **Breaking:** ids are numbers.", "2.0.0")]
    [InlineData("1.2.3", "### Removed\n\n- A thing.", "2.0.0")]
    [InlineData("0.2.3", "### Removed\n\n- A thing.", "0.3.0")]
    [InlineData("1.2.3", "", "1.2.4")]
    public void Changelog_says_which_version_comes_next(string last, string unreleased, string expected)
    {
        var changelog = Changelog.Read($"# Changelog\n\n## [Unreleased]\n\n{unreleased}\n\n## [{last}] - 2026-01-02\n\n### Removed\n\n- Of old.\n");

        var proposal = VersionProposal.Of(null, null, changelog);

        Assert.Equal((last, expected), (proposal.Last!.ToString(), proposal.Version.ToString()));
    }

    [Fact]
    public void The_higher_of_what_was_compared_and_what_was_written_counts()
    {
        var changelog = Changelog.Read("## [Unreleased]\n\n### Fixed\n\n- A slip.\n\n## [1.2.0]\n\n- Something.");

        var proposal = VersionProposal.Of(null, Api("1.2.0", Removed, Added), changelog);

        Assert.Equal("2.0.0", proposal.Version.ToString());
        Assert.Equal(
            [
                "Breaking: the public API differs from that of 1.2.0: Acme.IExporter.Export(String) removed.",
                "Addition: the public API differs from that of 1.2.0: Acme.IExporter.Import(String) added.",
                "Fix: the changelog says under 'Fixed': A slip.",
            ],
            proposal.Reasons);
    }

    [Fact]
    public void Section_of_a_version_that_is_not_released_yet_counts()
    {
        var changelog = Changelog.Read("## [1.3.0]\n\n### Added\n\n- A thing.\n\n## [1.2.0]\n\n### Removed\n\n- Of old.");

        Assert.Equal("1.3.0", VersionProposal.Of(null, Api("1.2.0"), changelog).Version.ToString());
    }

    [Fact]
    public void First_release_keeps_the_version_of_the_project()
    {
        var proposal = VersionProposal.Of(NuGetVersion.Parse("1.0.0"), ApiCompatibility.First, null);

        Assert.Equal(("1.0.0", null, "Nothing was released yet."), (proposal.Version.ToString(), proposal.Last, Assert.Single(proposal.Reasons)));
    }

    [Fact]
    public void What_was_not_compared_is_said()
    {
        var api = new ApiCompatibility(NuGetVersion.Parse("1.2.0"), NotComparedReason.Offline, []);

        Assert.Contains(VersionProposal.Of(null, api, null).Reasons, reason => reason.StartsWith("The public API was not compared", StringComparison.Ordinal));
    }

    private static ApiCompatibility Api(string last, params ApiDifference[] differences) => new(NuGetVersion.Parse(last), null, [.. differences]);
}

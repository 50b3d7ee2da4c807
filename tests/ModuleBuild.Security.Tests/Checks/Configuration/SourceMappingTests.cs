using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Security.Checks;

namespace ModuleBuild.Security.Tests.Checks.Configuration;

public sealed class SourceMappingTests
{
    private static readonly NamedPackageSource Public = new("nuget.org", IsServer: true, IsPublic: true, []);
    private static readonly NamedPackageSource Team = new("team & co", IsServer: true, IsPublic: false, []);
    private static readonly NamedPackageSource Folder = new("local", IsServer: false, IsPublic: false, []);

    [Fact]
    public void Several_sources_without_mapping_are_told_with_the_lines_to_add()
    {
        var finding = Assert.Single(Run(new PackageSources([Team, Public], IsMapped: false, "/src/nuget.config")));

        Assert.Equal(("MB2016", Severity.Warning, "/src/nuget.config"), (finding.Code, finding.Severity, finding.Location.File));
        Assert.Equal(
            """
            Every package may come from 2 sources ('team & co', 'nuget.org'), and no packageSourceMapping says which from where: whoever publishes an id of yours at one of them is installed instead. Add to nuget.config, with your own ids:
              <packageSourceMapping>
                <packageSource key="team &amp; co"><package pattern="Your.Prefix.*" /></packageSource>
                <packageSource key="nuget.org"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            """,
            finding.Message);
    }

    [Fact]
    public void A_folder_beside_a_server_is_told_at_the_place_of_the_project()
    {
        var finding = Assert.Single(Run(new PackageSources([Folder, Team], IsMapped: false)));

        Assert.Equal("module.json", finding.Location.File);
    }

    [Fact]
    public void A_mapping_that_gives_everything_to_two_is_told()
    {
        var finding = Assert.Single(Run(new PackageSources([Public with { Patterns = ["*"] }, Team with { Patterns = ["Acme.*", "*"] }], IsMapped: true)));

        Assert.StartsWith("Every package may come from 2 sources ('nuget.org', 'team & co'): the mapping gives '*' to each", finding.Message, StringComparison.Ordinal);
    }

    public static TheoryData<PackageSources> Sound =>
    [
        new PackageSources([], IsMapped: false),
        new PackageSources([Public], IsMapped: false),
        new PackageSources([Folder, Folder with { Name = "other" }], IsMapped: false),
        new PackageSources([Public with { Patterns = ["*"] }, Team with { Patterns = ["Acme.*"] }], IsMapped: true),
    ];

    [Theory]
    [MemberData(nameof(Sound))]
    public void One_source_folders_alone_and_mapped_ones_are_clean(PackageSources sources) => Assert.Empty(Run(sources));

    private static IReadOnlyList<Finding> Run(PackageSources sources) => SecurityChecks.Run(
        new SecurityCheckInput { Place = new SourceLocation("module.json"), Sources = sources }, TestContext.Current.CancellationToken);
}

using ModuleBuild.Core.Workspaces;

namespace ModuleBuild.Core.Tests.Workspaces;

public sealed class ChangeImpactTests
{
    private readonly SmallRepository _repository = new SmallRepository()
        .Module("Orders", ["Catalog"], "../Shared/Shared.csproj", "../../eng/orders.props")
        .Module("Catalog", null, "../../keys/**/*.snk")
        .Module("Reports")
        .Module("Mail", null, "$(Root)/texts/mail.txt")
        .Library("Shared");

    [Theory]
    [InlineData("src/Reports/Chart.cs", "Reports")]
    [InlineData("src/Reports/deep/er/Chart.cs", "Reports")]
    [InlineData("src/Catalog/module.json", "Catalog Orders")]
    [InlineData("src/Shared/Text.cs", "Orders")]
    [InlineData("eng/orders.props", "Orders")]
    [InlineData("keys/team.snk", "Catalog Orders")]
    [InlineData("texts/mail.txt", "Mail")]
    [InlineData("src/Reports.Tests/ChartTests.cs", "")]
    [InlineData("README.md", "")]
    [InlineData("environments/dev.json", "")]
    public void Whose_file_changed_is_affected_and_who_needs_it(string file, string affected) => Assert.Equal(affected, _repository.Affected(file));

    [Theory]
    [InlineData("Directory.Build.props")]
    [InlineData("directory.packages.props")]
    [InlineData("global.json")]
    [InlineData("NuGet.config")]
    [InlineData("modulebuild.json")]
    [InlineData("src/.editorconfig")]
    public void What_projects_look_for_above_themselves_affects_all_below(string file) =>
        Assert.Equal("Catalog Mail Orders Reports", _repository.Affected(file));

    [Fact]
    public void The_same_in_a_folder_affects_that_folder() => Assert.Equal("Reports", _repository.Affected("src/Reports/Directory.Build.props"));

    [Fact]
    public void An_import_that_nobody_is_known_to_name_affects_everybody() =>
        Assert.Equal("Catalog Mail Orders Reports", _repository.Affected("eng/common.targets"));

    [Fact]
    public void A_project_whose_text_does_not_tell_what_it_takes_in_is_affected_by_all_that_is_nobodys()
    {
        _repository.Module("Open", null, "$(Everything)");

        Assert.Equal("Open", _repository.Affected("texts/help.txt"));
        Assert.Equal("Reports", _repository.Affected("src/Reports/Chart.cs"));
    }

    [Fact]
    public void The_nearest_reason_is_told()
    {
        var affected = ChangeImpact.Of(_repository.Graph(), [SmallRepository.PathOf("src/Catalog/Item.cs")], new Dictionary<string, string>());

        Assert.Equal(
            [("Catalog", SmallRepository.PathOf("src/Catalog/Item.cs")), ("Orders", SmallRepository.ProjectOf("Catalog"))],
            affected.Select(one => (one.Module.Id, one.Because)));
    }

    [Fact]
    public void Who_needs_what_is_known_to_be_affected_is_affected()
    {
        var affected = ChangeImpact.Of(_repository.Graph(), [], new Dictionary<string, string> { [SmallRepository.ProjectOf("Catalog")] = "the lock" });

        Assert.Equal(["the lock", SmallRepository.ProjectOf("Catalog")], affected.Select(one => one.Because));
    }
}

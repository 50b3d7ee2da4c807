using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest;

public sealed class ProjectFactsTests
{
    private static ProjectFacts Facts(params (string Name, string Value)[] properties) =>
        ProjectFacts.FromProperties("/src/Acme.Orders.csproj", name => properties.FirstOrDefault(property => property.Name == name).Value);

    [Fact]
    public void Blank_properties_are_not_facts()
    {
        var facts = Facts(("PackageId", " "), ("Title", ""));

        Assert.Null(facts.PackageId);
        Assert.Null(facts.Title);
        Assert.Empty(facts.Tags);
        Assert.Equal("/src/Acme.Orders.csproj", facts.ProjectFile);
    }

    [Fact]
    public void Placeholders_of_NuGet_are_not_facts()
    {
        var facts = Facts(("Description", "Package Description"), ("Authors", "Acme.Orders"), ("AssemblyName", "Acme.Orders"));

        Assert.Null(facts.Description);
        Assert.Empty(facts.Authors);
    }

    [Fact]
    public void Lists_are_split_and_trimmed()
    {
        var facts = Facts(("Authors", "Ann; Bob"), ("PackageTags", "orders;sales  invoices"), ("TargetFrameworks", "net8.0;net10.0;"));

        Assert.Equal(["Ann", "Bob"], facts.Authors);
        Assert.Equal(["orders", "sales", "invoices"], facts.Tags);
        Assert.Equal(["net8.0", "net10.0"], facts.TargetFrameworks);
    }

    [Fact]
    public void The_single_target_framework_counts_where_there_is_no_list()
    {
        Assert.Equal(["net10.0"], Facts(("TargetFramework", "net10.0")).TargetFrameworks);
    }

    [Fact]
    public void No_other_property_than_those_listed_is_asked_for()
    {
        var asked = new SortedSet<string>(StringComparer.Ordinal);

        ProjectFacts.FromProperties("/a.csproj", name =>
        {
            asked.Add(name);
            return null;
        });

        Assert.Equal(ProjectFacts.PropertyNames, asked);
    }
}

using System.Text;
using System.Xml;
using ModuleBuild.Cli.Init;

namespace ModuleBuild.Cli.Tests.Init;

public sealed class ProjectItemsTests
{
    private const string Element = "<PackageReference Include=\"ModuleBuild\" />";

    private static string Add(string text) =>
        ProjectItems.Add(new SourceText("/a.csproj", text, new UTF8Encoding(false)), "PackageReference", Element).Text;

    [Fact]
    public void Stands_after_the_last_of_its_kind_in_its_indentation()
    {
        var text = """
            <Project Sdk="Microsoft.NET.Sdk">
            	<ItemGroup>
            		<PackageReference Include="A" Version="1.0.0" />
            		<PackageReference Include="B" Version="1.0.0">
            			<PrivateAssets>all</PrivateAssets>
            		</PackageReference> <!-- kept -->
            		<ProjectReference Include="../C/C.csproj" />
            	</ItemGroup>
            </Project>
            """;

        Assert.Equal(text.Replace("</PackageReference>", $"</PackageReference>\n\t\t{Element}", StringComparison.Ordinal), Add(text));
    }

    [Fact]
    public void A_group_with_a_condition_is_not_the_place()
    {
        var text = "<Project>\n  <ItemGroup Condition=\"'$(A)' == 'b'\">\n    <PackageReference Include=\"A\" />\n  </ItemGroup>\n</Project>\n";

        Assert.Equal(
            text.Replace("</Project>", $"\n  <ItemGroup>\n    {Element}\n  </ItemGroup>\n\n</Project>", StringComparison.Ordinal), Add(text));
    }

    [Fact]
    public void A_group_of_its_own_stands_before_the_end_of_the_project()
    {
        var text = "<Project>\n\n  <PropertyGroup>\n  </PropertyGroup>\n\n</Project>\n";

        Assert.Equal("<Project>\n\n  <PropertyGroup>\n  </PropertyGroup>\n\n  <ItemGroup>\n    " + Element + "\n  </ItemGroup>\n\n</Project>\n", Add(text));
    }

    [Fact]
    public void Line_endings_of_the_file_are_kept()
    {
        var text = "<Project>\r\n  <ItemGroup>\r\n    <PackageReference Include=\"A\" />\r\n  </ItemGroup>\r\n</Project>\r\n";

        var added = Add(text);

        Assert.Equal("<Project>\r\n  <ItemGroup>\r\n    <PackageReference Include=\"A\" />\r\n    " + Element + "\r\n  </ItemGroup>\r\n</Project>\r\n", added);
    }

    [Fact]
    public void Comments_and_markup_in_attributes_do_not_mislead_it()
    {
        var text = "<?xml version=\"1.0\"?>\n<Project>\n  <!-- <PackageReference Include=\"X\" /> -->\n  <ItemGroup>\n"
            + "    <PackageReference Include=\"A\" Note=\"a > b />\" /><!-- c --></ItemGroup>\n</Project>";

        Assert.Equal(text.Replace("/><!-- c", $"/>\n    {Element}<!-- c", StringComparison.Ordinal), Add(text));
    }

    [Fact]
    public void What_is_added_is_seen_by_an_XML_reader()
    {
        var document = new XmlDocument();
        document.LoadXml(Add("<Project><ItemGroup><PackageReference Include=\"A\" /></ItemGroup></Project>"));

        Assert.Equal(2, document.GetElementsByTagName("PackageReference").Count);
    }

    [Theory]
    [InlineData("<Project Sdk=\"a\" />")]
    [InlineData("<Project>")]
    [InlineData("")]
    public void A_file_without_a_place_is_refused(string text) => Assert.Throws<XmlException>(() => Add(text));
}

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

    [Theory]
    [InlineData("<Project Sdk=\"a\"><PropertyGroup><A>b</A></PropertyGroup>", "</Project>", "\n")]
    [InlineData("<Project Sdk=\"a\">\n  <ItemGroup>\n    <Compile Include=\"A.cs\" />\n  </ItemGroup>", "</Project>\n", "\n")]
    [InlineData("<Project>\r\n  <PropertyGroup />", "</Project>\r\n", "\r\n")]
    [InlineData("<Project><!-- c -->", "</Project>", "\n")]
    [InlineData("<Project>", "</Project>", "\n")]
    public void An_end_tag_that_shares_its_line_gets_a_line_of_its_own(string before, string end, string newLine) =>
        Assert.Equal($"{before}{newLine}{newLine}  <ItemGroup>{newLine}    {Element}{newLine}  </ItemGroup>{newLine}{newLine}{end}", Add(before + end));

    [Fact]
    public void Carriage_returns_that_end_lines_on_their_own_do_not_mislead_it()
    {
        var text = "<Project>\r  <ItemGroup>\r    <PackageReference Include=\"A\" />\r  </ItemGroup>\r</Project>\r";

        Assert.Equal(text.Replace("\"A\" />", $"\"A\" />\n{Element}", StringComparison.Ordinal), Add(text));
    }

    [Fact]
    public void A_namespace_of_older_projects_is_no_hindrance()
    {
        var text = "<Project xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\">\n  <ItemGroup>\n    <PackageReference Include=\"A\" />\n  </ItemGroup>\n</Project>";

        Assert.Equal(text.Replace("\"A\" />", $"\"A\" />\n    {Element}", StringComparison.Ordinal), Add(text));
    }

    [Theory]
    [InlineData("<Other>\n</Other>")]
    [InlineData("<m:Project xmlns:m=\"a\">\n</m:Project>")]
    public void An_item_that_would_not_stand_in_a_project_is_refused(string text) =>
        Assert.Equal("No place for it was found in the file.", Assert.Throws<XmlException>(() => Add(text)).Message);

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

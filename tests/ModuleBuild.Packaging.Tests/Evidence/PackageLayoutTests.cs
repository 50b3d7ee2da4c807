using ModuleBuild.Packaging.Evidence;

namespace ModuleBuild.Packaging.Tests.Evidence;

public sealed class PackageLayoutTests
{
    private static readonly string Project = Path.GetFullPath("/src/Acme.Orders");

    [Theory]
    [InlineData("README.md", "", "README.md")]
    [InlineData("README.md", "/", "README.md")]
    [InlineData("README.md", "docs", "docs/README.md")]
    [InlineData("README.md", "docs/", "docs/README.md")]
    [InlineData("README.md", @"docs\inner\", "docs/inner/README.md")]
    [InlineData("README.md", "docs/GUIDE.md", "docs/GUIDE.md")]
    [InlineData("LICENSE", "legal", "legal/LICENSE")]
    [InlineData("a.txt", "one;two", "one/a.txt", "two/a.txt")]
    [InlineData("a.txt", "contentFiles", "contentFiles/a.txt")]
    [InlineData("a.txt", "content;contentFiles/", "content/a.txt", "contentFiles/a.txt")]
    public void A_package_path_is_a_folder_or_names_the_file(string file, string packagePath, params string[] expected) =>
        Assert.Equal(expected, Place(file, packagePath));

    [Fact]
    public void What_a_wildcard_matched_keeps_its_folders() =>
        Assert.Equal(["docs/guide/a.md"], Place("docs/guide/a.md", "docs", recursive: "guide/"));

    [Fact]
    public void Content_without_a_package_path_keeps_its_place_in_the_project() =>
        Assert.Equal(["content/data/values.json", "contentFiles/any/net10.0/data/values.json"], Place("data/values.json", null));

    [Fact]
    public void Content_from_outside_the_project_loses_its_folders() =>
        Assert.Equal(["content/shared.json", "contentFiles/any/net10.0/shared.json"], Place("../other/shared.json", null));

    private static IEnumerable<string> Place(string file, string? packagePath, string recursive = "") =>
        PackageLayout.Place(
            [new PackItem(Path.GetFullPath(Path.Combine(Project, file)), file, packagePath, recursive, "None")],
            Project,
            ["content", "contentFiles"],
            ["net10.0"],
            FrameworkFolders.Read("/without/a/restore/project.assets.json"))
        .Select(placed => placed.PackagePath);
}

using ModuleBuild.Testing;

namespace ModuleBuild.Architecture.Tests.Documents;

public sealed class LinkTests
{
    private const string OwnPages = "https://github.com/modulebuild/modulebuild/blob/main/";

    [Fact]
    public async Task Every_relative_link_leads_somewhere()
    {
        var pages = (await RepositoryFiles.InAsync(string.Empty, ".md"))
            .Where(file => !file.Path.Contains("/Approved/", StringComparison.Ordinal)); // outputs of tests: their links are made up
        var links = from page in pages from link in MarkdownLinks.Links(page.ReadLines()) select (page, link);

        Offenders.None(
            from found in links
            where Problem(found.page.FullPath, found.link.Target) is not null
            select $"{found.page}({found.link.Line}): {found.link.Target} {Problem(found.page.FullPath, found.link.Target)}",
            "Links that lead nowhere:");
    }

    [Theory]
    [InlineData("See [it](docs/no-such-page.md).", "docs/no-such-page.md", "does not exist")]
    [InlineData("See [it](CONTRIBUTING.md#no-such-heading).", "CONTRIBUTING.md#no-such-heading", "has no such heading")]
    [InlineData("[it]: docs/gone.md", "docs/gone.md", "does not exist")]
    [InlineData("<img src=\"gone.png\">", "gone.png", "does not exist")]
    [InlineData("[it](https://github.com/modulebuild/modulebuild/blob/main/gone.md)", "https://github.com/modulebuild/modulebuild/blob/main/gone.md", "does not exist")]
    public void Broken_link_is_found(string text, string target, string problem)
    {
        var link = Assert.Single(MarkdownLinks.Links([text]));

        Assert.Equal((target, problem), (link.Target, Problem(RepositoryFolder.Combine("README.md"), link.Target)));
    }

    [Theory]
    [InlineData("See [it](CONTRIBUTING.md).")]
    [InlineData("See `[it](gone.md)`.")]
    [InlineData("See [it](https://example.com/gone.md).")]
    public void Good_link_is_left_alone(string text) =>
        Assert.DoesNotContain(MarkdownLinks.Links([text]), link => Problem(RepositoryFolder.Combine("README.md"), link.Target) is not null);

    private static string? Problem(string page, string target)
    {
        var path = target.StartsWith(OwnPages, StringComparison.Ordinal) ? RepositoryFolder.Combine(target[OwnPages.Length..]) : target;
        if (Uri.TryCreate(path, UriKind.Absolute, out var uri) && !uri.IsFile)
        {
            return null;
        }

        var parts = path.Split('#', 2);
        var file = parts[0].Length == 0 ? page : Path.GetFullPath(Uri.UnescapeDataString(parts[0]), Path.GetDirectoryName(page)!);
        if (!File.Exists(file) && !Directory.Exists(file))
        {
            return "does not exist";
        }

        var isChecked = parts.Length == 2 && file.EndsWith(".md", StringComparison.OrdinalIgnoreCase);
        return isChecked && !MarkdownLinks.Anchors(File.ReadAllLines(file)).Contains(parts[1]) ? "has no such heading" : null;
    }
}

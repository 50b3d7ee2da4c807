using ModuleBuild.Cli.Projects;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Projects;

public sealed class PathPatternTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PathPatternTests()
    {
        foreach (var file in new[] { "a/module.json", "a/b/module.json", "a/b/c/other.json", "d/module.json", "a/bin/module.json", "a/.git/module.json" })
        {
            _folder.Write(file, "{}");
        }
    }

    [Theory]
    [InlineData("**/module.json", "a/b/module.json a/module.json d/module.json")]
    [InlineData("*/module.json", "a/module.json d/module.json")]
    [InlineData("a/**/*.json", "a/b/c/other.json a/b/module.json a/module.json")]
    [InlineData("?/module.json", "a/module.json d/module.json")]
    [InlineData("a/b*", "a/b")]
    [InlineData("./a/*/module.json", "a/b/module.json")]
    [InlineData("**/nothing.json", "")]
    public void Matches_as_shells_do_but_not_in_folders_of_builds(string pattern, string expected)
    {
        var matches = PathPattern.TryParse(pattern, _folder.Path)!.Matches()
            .Select(match => Path.GetRelativePath(_folder.Path, match).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

        Assert.Equal(expected, string.Join(' ', matches));
    }

    [Fact]
    public void A_path_without_wildcard_is_no_pattern() => Assert.Null(PathPattern.TryParse("a/module.json", _folder.Path));

    [Fact]
    public void A_pattern_below_a_folder_that_does_not_exist_is_none() => Assert.Null(PathPattern.TryParse("nowhere/*.json", _folder.Path));

    [Fact]
    public void An_absolute_pattern_starts_where_it_says()
    {
        var pattern = PathPattern.TryParse(_folder["d"] + "/*.json", "/")!;

        Assert.Equal([_folder["d/module.json"]], pattern.Matches());
        Assert.True(pattern.AsksForJson);
    }

    public void Dispose() => _folder.Dispose();
}

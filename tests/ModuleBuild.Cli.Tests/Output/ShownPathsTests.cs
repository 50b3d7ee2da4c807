using ModuleBuild.Cli.Output;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Output;

public sealed class ShownPathsTests
{
    [Theory]
    [InlineData("a/module.json", "a/module.json")]
    [InlineData("..a/module.json", "..a/module.json")]
    public void A_path_inside_is_shown_relative(string inside, string expected)
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(expected.Replace('/', Path.DirectorySeparatorChar), ShownPaths.Shorten(folder[inside], folder.Path));
    }

    [Fact]
    public void A_path_outside_is_shown_whole()
    {
        using var folder = new TemporaryFolder("work");

        Assert.Equal(folder["../other/module.json"], ShownPaths.Shorten(folder["../other/module.json"], folder.Path));
    }

    [Fact]
    public void The_root_of_the_sources_is_where_git_says()
    {
        using var folder = new TemporaryFolder();
        folder.Write("clone/.git", "gitdir: elsewhere");
        folder.Write("clone/src/a/x", "");

        Assert.Equal(folder["clone"], ShownPaths.RepositoryRoot(folder["clone/src/a"]));
    }
}

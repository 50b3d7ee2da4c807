using ModuleBuild.Core.Workspaces;

namespace ModuleBuild.Core.Tests.Workspaces;

public sealed class PathMentionTests
{
    private static readonly string Folder = Path.GetFullPath("/repo/src/Orders").Replace('\\', '/');

    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase) { ["MSBuildThisFileDirectory"] = Folder + "/" };

    [Theory]
    [InlineData("../Shared/Shared.csproj", "/repo/src/Shared/Shared.csproj", "/repo/src/Other/Shared.csproj")]
    [InlineData(@"..\Shared\Shared.csproj", "/repo/src/Shared/Shared.csproj", "/repo/Shared/Shared.csproj")]
    [InlineData("../Shared/**/*.cs", "/repo/src/Shared/a/b.cs", "/repo/src/SharedToo/a.cs")]
    [InlineData("../Shared/a*.cs", "/repo/src/Shared/ab.cs", "/repo/src/b.cs")]
    [InlineData("$(Root)eng/common.props", "/elsewhere/eng/common.props", "/elsewhere/uncommon.props")]
    [InlineData("$(Root)/eng/**/*.cs", "/repo/eng/x/y.cs", "/repo/england/y.cs")]
    [InlineData("$(Root)../eng/common.props", "/repo/eng/common.props", "/repo/eng/other.props")]
    [InlineData("$([MSBuild]::NormalizePath('$(Root)', 'x'))/eng/common.props", "/repo/eng/common.props", "/repo/common.props")]
    [InlineData("$(msbuildthisfiledirectory)../eng/common.props", "/repo/src/eng/common.props", "/repo/eng/common.props")]
    public void A_path_is_taken_as_far_as_its_text_tells(string text, string meant, string notMeant)
    {
        var mention = PathMention.Parse(text, Folder, Known)!;

        Assert.True(mention.Matches(Rooted(meant)), meant);
        Assert.False(mention.Matches(Rooted(notMeant)), notMeant);
    }

    [Theory]
    [InlineData("$(SharedProject)")]
    [InlineData("@(Projects)")]
    [InlineData("%(Filename)/x.cs")]
    [InlineData("$(Root)/a/../b.props")]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_path_of_which_nothing_is_known_is_none(string text) => Assert.Null(PathMention.Parse(text, Folder, Known));

    private static string Rooted(string path) => path.StartsWith("/repo", StringComparison.Ordinal) ? Path.GetFullPath(path).Replace('\\', '/') : path;
}

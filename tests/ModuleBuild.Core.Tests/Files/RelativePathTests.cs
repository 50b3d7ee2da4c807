using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Tests.Files;

public class RelativePathTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/intro.md")]
    [InlineData("./docs//intro.md")]
    [InlineData("Program Files/ä é/文.txt")]
    [InlineData("..a/b..c/...d")]
    [InlineData("console/communion/nullable.txt")]
    [InlineData("COM0.txt")]
    [InlineData("a~b/#1 (2).md")]
    public void Stays_inside(string path) => Assert.Null(RelativePath.ProblemOf(path));

    [Theory]
    [InlineData("", "which is empty")]
    [InlineData("/etc/passwd", "which is absolute")]
    [InlineData(@"\temp\a", "which is absolute")]
    [InlineData(@"C:\temp\a", "which names a drive")]
    [InlineData("c:/temp/a", "which names a drive")]
    [InlineData("C:a.txt", "which names a drive")]
    [InlineData(@"\\server\share\a", "which is a network path")]
    [InlineData(@"\\?\C:\a", "which is a network path")]
    [InlineData("//server/share/a", "which is a network path")]
    [InlineData("https://example.com/a.png", "which is a URL, not a file")]
    [InlineData("file:///etc/passwd", "which is a URL, not a file")]
    [InlineData("data:image/png;base64,AAAA", "which is a URL, not a file")]
    [InlineData("..", "which leads out of a folder with '..'")]
    [InlineData("../a", "which leads out of a folder with '..'")]
    [InlineData("a/../b", "which leads out of a folder with '..'")]
    [InlineData(@"a\..\..\b", "which leads out of a folder with '..'")]
    [InlineData("a/..", "which leads out of a folder with '..'")]
    [InlineData(@"a\b", "which has a backslash")]
    [InlineData("a\0b", "which has the control character U+0000")]
    [InlineData("a\nb", "which has the control character U+000A")]
    [InlineData("a/b:stream", "which has ':', which no file name has on Windows")]
    [InlineData("a/b?.png", "which has '?', which no file name has on Windows")]
    [InlineData("a./b", "where a name ends with a dot or a space, which Windows takes off")]
    [InlineData("a/b ", "where a name ends with a dot or a space, which Windows takes off")]
    [InlineData("...", "where a name ends with a dot or a space, which Windows takes off")]
    [InlineData("a/nul", "where 'nul' is a device on Windows")]
    [InlineData("Con.txt", "where 'Con.txt' is a device on Windows")]
    [InlineData("lpt1.png/a", "where 'lpt1.png' is a device on Windows")]
    [InlineData("COM¹", "where 'COM¹' is a device on Windows")]
    public void Does_not(string path, string problem) => Assert.Equal(problem, RelativePath.ProblemOf(path));

    [Fact]
    public void A_long_path() =>
        Assert.Equal("which has more than 260 characters", RelativePath.ProblemOf(string.Concat(Enumerable.Repeat("a/", 500_000))));

    [Theory]
    [InlineData(@"a\b/c", "a/b/c")]
    [InlineData("a/b", null)]
    [InlineData(@"..\a", null)]
    [InlineData(@"C:\a", null)]
    [InlineData(@"a\nul", null)]
    public void Backslashes_are_slashes_where_nothing_else_is_wrong(string path, string? slashed) =>
        Assert.Equal(slashed, RelativePath.WithSlashes(path));
}

using ModuleBuild.Core.Manifest.Ranges;

namespace ModuleBuild.Core.Tests.Manifest.Ranges;

public sealed class RangeReaderTests
{
    [Theory]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("[1.2]")]
    [InlineData("[1.2,2.0)")]
    [InlineData("[1.2, 2.0)")]
    [InlineData("(1.2,)")]
    [InlineData("(,2.0]")]
    [InlineData("1.*")]
    [InlineData("*")]
    [InlineData("1.2.*-*")]
    [InlineData("1.0.0-beta.1+build")]
    public void What_NuGet_takes_is_a_range(string text)
    {
        var parse = RangeReader.Parse(text);

        Assert.NotNull(parse.Range);
        Assert.Null(parse.Meant);
        Assert.Equal("", parse.Advice);
    }

    [Theory]
    [InlineData("^1.2", "[1.2.0,2.0.0)")]
    [InlineData("^1.2.3", "[1.2.3,2.0.0)")]
    [InlineData("^1.2.3-beta.1", "[1.2.3-beta.1,2.0.0)")]
    [InlineData("^1", "[1.0.0,2.0.0)")]
    [InlineData("^1.x", "[1.0.0,2.0.0)")]
    [InlineData("^0.2.3", "[0.2.3,0.3.0)")]
    [InlineData("^0.0.3", "[0.0.3,0.0.4)")]
    [InlineData("^0.2", "[0.2.0,0.3.0)")]
    [InlineData("^0.0", "[0.0.0,0.1.0)")]
    [InlineData("^0", "[0.0.0,1.0.0)")]
    [InlineData("^ v1.2", "[1.2.0,2.0.0)")]
    [InlineData("~1.2.3", "[1.2.3,1.3.0)")]
    [InlineData("~1.2", "[1.2.0,1.3.0)")]
    [InlineData("~1", "[1.0.0,2.0.0)")]
    [InlineData("~=1.2.3", "[1.2.3,1.3.0)")]
    [InlineData("~=1.2", "[1.2.0,2.0.0)")]
    [InlineData("~> 1.2.3", "[1.2.3,1.3.0)")]
    [InlineData("~> 1.2", "[1.2.0,2.0.0)")]
    [InlineData("~> 1", "[1.0.0,2.0.0)")]
    public void Caret_and_tilde(string text, string meant) => Assert.Equal(meant, RangeReader.Parse(text).Meant);

    [Theory]
    [InlineData(">=1.2", "[1.2.0,)")]
    [InlineData(">= 1.2", "[1.2.0,)")]
    [InlineData(">1.2.3", "(1.2.3,)")]
    [InlineData("<=2", "(,2.0.0]")]
    [InlineData("<2.0.0", "(,2.0.0)")]
    [InlineData("==1.2", "[1.2.0]")]
    [InlineData("=1.2.3", "[1.2.3]")]
    [InlineData("==1.2.*", "[1.2.0,1.3.0)")]
    [InlineData("===1.2.3", "[1.2.3]")]
    [InlineData(">=1.2 <2", "[1.2.0,2.0.0)")]
    [InlineData(">=1.2,<2", "[1.2.0,2.0.0)")]
    [InlineData(">=1.2 && <2", "[1.2.0,2.0.0)")]
    [InlineData(">=1.2<2", "[1.2.0,2.0.0)")]
    [InlineData("<2 >1", "(1.0.0,2.0.0)")]
    [InlineData(">=1.2.3.4", "[1.2.3.4,)")]
    public void Comparisons(string text, string meant) => Assert.Equal(meant, RangeReader.Parse(text).Meant);

    [Theory]
    [InlineData("8.x", "[8.0.0,9.0.0)")]
    [InlineData("1.2.X", "[1.2.0,1.3.0)")]
    [InlineData("1.x.x", "[1.0.0,2.0.0)")]
    [InlineData("1.+", "[1.0.0,2.0.0)")]
    [InlineData("v1.2", "1.2")]
    [InlineData("1.2 - 2.3", "[1.2.0,2.4.0)")]
    [InlineData("1.2 - 2.3.4", "[1.2.0,2.3.4]")]
    [InlineData("^1.2 || ^2.0", "[1.2.0,3.0.0)")]
    [InlineData("2.x || 1.x || 3.x", "[1.0.0,4.0.0)")]
    [InlineData(">1 || >=1", "[1.0.0,)")]
    [InlineData("<2 || >=1", "*")]
    public void Wildcards_and_alternatives(string text, string meant) => Assert.Equal(meant, RangeReader.Parse(text).Meant);

    [Theory]
    [InlineData("^1 || ^3", "A NuGet range has no gaps: write the one range that you support.")]
    [InlineData("!=1.5", "A NuGet range has no gaps: write the one range that you support.")]
    [InlineData("~=1", "'[' and ']' include a version, '(' and ')' leave it out, and \"8.3\" alone means 8.3 or newer.")]
    [InlineData("", "'[' and ']' include a version, '(' and ')' leave it out, and \"8.3\" alone means 8.3 or newer.")]
    [InlineData("latest", "'[' and ']' include a version, '(' and ')' leave it out, and \"8.3\" alone means 8.3 or newer.")]
    [InlineData(">=2 <1", "'[' and ']' include a version, '(' and ')' leave it out, and \"8.3\" alone means 8.3 or newer.")]
    [InlineData("^2147483647", "'[' and ']' include a version, '(' and ')' leave it out, and \"8.3\" alone means 8.3 or newer.")]
    [InlineData("^99999999999", "'[' and ']' include a version, '(' and ')' leave it out, and \"8.3\" alone means 8.3 or newer.")]
    [InlineData("^", "'[' and ']' include a version, '(' and ')' leave it out, and \"8.3\" alone means 8.3 or newer.")]
    [InlineData("||", "A NuGet range has no gaps: write the one range that you support.")]
    [InlineData("[2,1]", "No version lies in it: it ends before it starts.")]
    [InlineData("[1,1)", "No version lies in it: it ends before it starts.")]
    [InlineData("(1.0,1.0)", "No version lies in it: it ends before it starts.")]
    public void What_is_no_range_has_advice_but_no_rewriting(string text, string advice)
    {
        var parse = RangeReader.Parse(text);

        Assert.Null(parse.Range);
        Assert.Null(parse.Meant);
        Assert.Equal(advice, parse.Advice);
    }

    [Fact]
    public void A_text_of_a_megabyte_is_no_range() => Assert.Null(RangeReader.Parse(new string('^', 1 << 20)).Range);
}

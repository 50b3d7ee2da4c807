using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Tests.Docs.Markdown;

public sealed class WordsTests
{
    [Theory]
    [InlineData("[8.3,9.0)", "8.3 or newer, below 9.0 (`[8.3,9.0)`)")]
    [InlineData("[8.3,9.0]", "8.3 or newer, up to 9.0 (`[8.3,9.0]`)")]
    [InlineData("(8.3,)", "newer than 8.3 (`(8.3,)`)")]
    [InlineData("1.0", "1.0 or newer (`1.0`)")]
    [InlineData("[1.0.0-beta.1]", "exactly 1.0.0-beta.1 (`[1.0.0-beta.1]`)")]
    [InlineData("(,2.0)", "below 2.0 (`(,2.0)`)")]
    [InlineData("*", "any version (`*`)")]
    [InlineData("1.*", "1.0 or newer (`1.*`)")]
    public void A_range_is_said_in_words(string range, string expected) => Assert.Equal(expected, Words.Range(SampleModules.Range(range)));

    [Theory]
    [InlineData("00:00:03", "3 s")]
    [InlineData("00:00:00.25", "250 ms")]
    [InlineData("1.02:03:04.005", "1 d 2 h 3 min 4 s 5 ms")]
    [InlineData("00:00:00", "0 s")]
    public void A_time_span_is_said_in_words(string time, string expected) =>
        Assert.Equal(expected, Words.Duration(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));
}

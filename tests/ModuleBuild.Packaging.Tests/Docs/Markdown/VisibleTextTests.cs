using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Tests.Docs.Markdown;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("a\r\n\tb\u2028c\u0085d\u00A0e", "a b c d e")]
    [InlineData("  a  ", "a")]
    [InlineData("\u202Egpj.exe", "[U+202E]gpj.exe")]
    [InlineData("a\u2066b\u2069\u200E", "a[U+2066]b[U+2069][U+200E]")]
    [InlineData("a\0b\u001B[31m", "a[U+0000]b[U+001B][31m")]
    [InlineData("\U000E0041", "[U+E0041]")]
    [InlineData("\u00AD\uFEFF\u200B", "[U+00AD][U+FEFF][U+200B]")]
    [InlineData("\U0001F469\u200D\U0001F33E می\u200Cخواهم", "\U0001F469\u200D\U0001F33E می\u200Cخواهم")]
    [InlineData(null, "")]
    public void Shows_all_that_a_text_holds(string? text, string expected) => Assert.Equal(expected, VisibleText.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_damage() => Assert.Equal("a\uFFFDb", VisibleText.Of("a\uD800b"));

    [Fact]
    public void A_cut_never_parts_a_surrogate_pair()
    {
        Assert.Equal("abc…", VisibleText.Of("abcdef", 4));
        Assert.Equal("ab…", VisibleText.Of("ab\U0001F33Ecd", 4));
        Assert.Equal("abcd", VisibleText.Of("abcd", 4));
    }
}

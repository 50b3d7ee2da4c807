using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;

namespace ModuleBuild.Core.Tests.Diagnostics.Formats;

public sealed class TextFormatTests
{
    [Theory]
    [InlineData(9, 3, "src/module.json(9,3): error MB0004: Unknown field 'x'.")]
    [InlineData(9, 0, "src/module.json(9): error MB0004: Unknown field 'x'.")]
    [InlineData(0, 0, "src/module.json: error MB0004: Unknown field 'x'.")]
    public void Place(int line, int column, string expected) =>
        Assert.Equal(expected, FindingFormats.Text(Sample.Error with { Location = new("src/module.json", line, column) }));

    [Theory]
    [InlineData(Severity.Error, "m(1,1): error MB0004: Unknown field 'x'.")]
    [InlineData(Severity.Warning, "m(1,1): warning MB0004: Unknown field 'x'.")]
    [InlineData(Severity.Note, "m(1,1): note MB0004: Unknown field 'x'.")]
    public void The_severity_that_counts(Severity severity, string expected) =>
        Assert.Equal(expected, FindingFormats.Text(Sample.Error with { Location = new("m", 1, 1), Severity = severity }));

    [Fact]
    public void A_finding_without_a_file_is_the_tools() =>
        Assert.Equal("modulebuild: error MB0004: Unknown field 'x'.", FindingFormats.Text(Sample.Error with { Location = SourceLocation.None }));

    [Fact]
    public void Further_lines_of_a_message_stand_behind_a_bar() =>
        Assert.Equal(
            "README.md(3,1): error MB0004: Out of date.\n  | --- a\n  | \n  | -\told",
            FindingFormats.Text(Sample.Error with { Message = "Out of date.\r\n--- a\n\n-\told\n\n", Location = new("README.md", 3, 1) }));

    [Theory]
    [InlineData("a\nmodule.json(1,1): error MB0001: forged", "m(1,1): error MB0004: a\n  | module.json(1,1): error MB0001: forged")]
    [InlineData("a\r\n::error::forged", "m(1,1): error MB0004: a\n  | ::error::forged")]
    [InlineData("a\r::error::forged", @"m(1,1): error MB0004: a\r::error::forged")]
    [InlineData("\u001b[31mred\u001b[0m\u0007\u009b", @"m(1,1): error MB0004: \u001b[31mred\u001b[0m\u0007\u009b")]
    [InlineData("a\u202eb\u2066\u2028c\u0085", @"m(1,1): error MB0004: a\u202eb\u2066\u2028c\u0085")]
    public void No_message_forges_a_line_or_steers_a_terminal(string message, string expected) =>
        Assert.Equal(expected, FindingFormats.Text(Sample.Error with { Message = message, Location = new("m", 1, 1) }));

    [Fact]
    public void Half_a_character_is_shown_as_what_it_is() =>
        Assert.Equal(
            @"m(1,1): error MB0004: lone \ud800 and pair 😀 and é",
            FindingFormats.Text(Sample.Error with { Message = "lone \ud800 and pair \ud83d\ude00 and é", Location = new("m", 1, 1) }));

    [Fact]
    public void No_file_name_forges_a_line() =>
        Assert.Equal(
            @"a\n\tb\u001b[2J(1,1): error MB0004: Unknown field 'x'.",
            FindingFormats.Text(Sample.Error with { Location = new("a\n\tb\u001b[2J", 1, 1) }));
}

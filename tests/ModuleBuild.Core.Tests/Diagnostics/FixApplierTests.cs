using System.Text;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Tests.Diagnostics;

public sealed class FixApplierTests
{
    private static readonly Finding[] None = [];

    [Fact]
    public void Without_fixes_the_bytes_stay() => AssertApplied("abc", "abc", [Found()], None, None);

    [Fact]
    public void Edits_replace_insert_and_delete()
    {
        var replace = Found(new TextEdit(1, 2, "BÜ"));
        var delete = Found(new TextEdit(3, 1, ""));
        var insert = Found(new TextEdit(6, 0, "!"));

        AssertApplied("abcdef", "aBÜef!", [insert, replace, delete], [insert, replace, delete], None);
    }

    [Fact]
    public void Offsets_count_bytes()
    {
        var fix = Found(new TextEdit(4, 1, "x"));

        AssertApplied("äöb", "äöx", [fix], [fix], None);
    }

    [Fact]
    public void The_first_of_two_fixes_of_one_place_wins()
    {
        var first = Found(new TextEdit(0, 3, "1"));
        var second = Found(new TextEdit(2, 1, "2"));

        AssertApplied("abcd", "1d", [first, second], [first], [second]);
        AssertApplied("abcd", "ab2d", [second, first], [second], [first]);
    }

    [Fact]
    public void A_fix_of_two_places_is_applied_as_a_whole_or_not_at_all()
    {
        var first = Found(new TextEdit(3, 1, "D"));
        var second = Found(new TextEdit(0, 1, "A"), new TextEdit(3, 1, "x"));

        AssertApplied("abcd", "abcD", [first, second], [first], [second]);
        AssertApplied("abcd", "Abcx", [second, first], [second], [first]);
    }

    [Theory]
    [InlineData(2, 0, 2, 0)]
    [InlineData(2, 0, 0, 2)]
    [InlineData(2, 0, 2, 1)]
    [InlineData(0, 4, 2, 0)]
    public void An_insertion_at_the_edge_of_another_edit_waits(int start, int length, int otherStart, int otherLength)
    {
        var first = Found(new TextEdit(start, length, "1"));
        var second = Found(new TextEdit(otherStart, otherLength, "2"));

        Assert.Equal([second], FixApplier.Apply("abcd"u8, [first, second]).Skipped);
    }

    [Fact]
    public void Neighbours_that_replace_do_not_touch()
    {
        var first = Found(new TextEdit(0, 2, "1"));
        var second = Found(new TextEdit(2, 2, "2"));

        AssertApplied("abcd", "12", [second, first], [second, first], None);
    }

    private static Finding Found(params TextEdit[] edits) =>
        new(DiagnosticCatalog.UnknownField, "message", new("module.json")) { Fix = edits.Length == 0 ? null : new("Do it", [.. edits]) };

    private static void AssertApplied(string before, string after, Finding[] findings, Finding[] applied, Finding[] skipped)
    {
        var result = FixApplier.Apply(Encoding.UTF8.GetBytes(before), findings);

        Assert.Equal(after, Encoding.UTF8.GetString(result.Content));
        Assert.Equal(applied, result.Applied);
        Assert.Equal(skipped, result.Skipped);
    }
}

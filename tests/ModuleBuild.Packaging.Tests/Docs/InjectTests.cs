using System.Text;
using ModuleBuild.Packaging.Docs;

namespace ModuleBuild.Packaging.Tests.Docs;

public sealed class InjectTests
{
    private const string Begin = ModuleDocs.BeginMarker;
    private const string End = ModuleDocs.EndMarker;

    [Fact]
    public void The_section_stands_between_the_markers_with_an_empty_line_around_it() =>
        Assert.Equal($"# A\n{Begin}\n\nnew\n\nlines\n\n{End}\nrest", ModuleDocs.Inject($"# A\n{Begin}\nold\n{End}\nrest", "new\n\nlines\n"));

    [Fact]
    public void Doing_it_again_changes_nothing()
    {
        var once = ModuleDocs.Inject($"{Begin}\n{End}", "section\n")!;

        Assert.Equal($"{Begin}\n\nsection\n\n{End}", once);
        Assert.Equal(once, ModuleDocs.Inject(once, "section\n"));
    }

    [Fact]
    public void Windows_line_ends_stay_and_the_section_gets_them() =>
        Assert.Equal($"# A\r\n{Begin}\r\n\r\none\r\ntwo\r\n\r\n{End}\r\nrest\r\n", ModuleDocs.Inject($"# A\r\n{Begin}\r\n{End}\r\nrest\r\n", "one\ntwo\n"));

    [Fact]
    public void Text_outside_the_markers_stays_as_it_is_whatever_it_holds() =>
        Assert.Equal(
            $"a\r\n\tb \n\n\n{Begin}  \n\ns\n\n  {End}\t\nc\rd\u2028e", ModuleDocs.Inject($"a\r\n\tb \n\n\n{Begin}  \nold\n  {End}\t\nc\rd\u2028e", "s"));

    [Theory]
    [InlineData("")]
    [InlineData("# Only a title\n")]
    [InlineData($"{Begin}\n")]
    [InlineData($"{End}\n")]
    [InlineData($"{End}\n{Begin}\n")]
    [InlineData($"{Begin}\n{Begin}\n{End}\n")]
    [InlineData($"{Begin}\n{End}\n{End}\n")]
    [InlineData($"{Begin}\n{End}\n{Begin}\n{End}\n")]
    [InlineData($"Put {Begin} here\nand {End} there\n")]
    [InlineData($"    {Begin}\n    {End}\n")]
    [InlineData($"\t{Begin}\n\t{End}\n")]
    [InlineData($"> {Begin}\n> {End}\n")]
    [InlineData($"{Begin} {End}\n")]
    [InlineData("<!-- begin_module_docs -->\n<!-- end_module_docs -->\n")]
    public void Without_one_pair_of_markers_there_is_no_place(string readme) => Assert.Null(ModuleDocs.Inject(readme, "section"));

    [Theory]
    [InlineData($"```\n{Begin}\n{End}\n```\n")]
    [InlineData($"```markdown\n{Begin}\n{End}\n```\n")]
    [InlineData($"~~~\n{Begin}\n```\n{End}\n~~~\n")]
    [InlineData($"````\n```\n{Begin}\n{End}\n````\n")]
    [InlineData($"   ```\n{Begin}\n{End}\n   ```\n")]
    [InlineData($"```\n{Begin}\n{End}\n")]
    public void Markers_in_a_code_block_explain_markers(string block)
    {
        Assert.Null(ModuleDocs.Inject(block, "section"));
        if (!block.EndsWith($"{End}\n", StringComparison.Ordinal))
        {
            Assert.Equal($"{block}{Begin}\n\nsection\n\n{End}\n", ModuleDocs.Inject($"{block}{Begin}\n{End}\n", "section"));
        }
    }

    [Theory]
    [InlineData("``` inline ``` code\n")]
    [InlineData("``\n")]
    [InlineData("    ```\n")]
    [InlineData("```\ncode\n````  \n")]
    public void What_only_looks_like_a_code_block_hides_nothing(string before) =>
        Assert.Equal($"{before}{Begin}\n\nsection\n\n{End}\n", ModuleDocs.Inject($"{before}{Begin}\n{End}\n", "section"));

    [Fact]
    public void A_section_whose_code_block_was_cut_open_is_not_guessed_at() =>
        Assert.Null(ModuleDocs.Inject($"{Begin}\n```shell\n{End}\n", "section"));

    [Fact]
    public void Bytes_that_are_not_utf8_and_a_byte_order_mark_stay()
    {
        byte[] readme = [0xEF, 0xBB, 0xBF, .. Encoding.ASCII.GetBytes($"{Begin}\n{End}\n"), 0xFF, 0x85, 0xC3, 0x85, (byte)'\n'];

        var injected = ModuleDocs.Inject(readme, "Größe … Å\n");

        byte[] expected =
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"{Begin}\n\nGröße … Å\n\n{End}\n"), 0xFF, 0x85, 0xC3, 0x85, (byte)'\n'];
        Assert.Equal(expected, injected);
        Assert.Null(ModuleDocs.Inject("no markers"u8, "section"));
    }
}

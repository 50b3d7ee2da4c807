using System.Text;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Tests.Manifest;

namespace ModuleBuild.Core.Tests.Json;

public sealed class EncodingTests
{
    public static TheoryData<string, bool, bool> Others => new()
    {
        { "UTF-16", false, true }, { "UTF-16", true, true }, { "UTF-16", false, false }, { "UTF-16", true, false },
        { "UTF-32", false, true }, { "UTF-32", true, true }, { "UTF-32", false, false }, { "UTF-32", true, false },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_encodings_are_told_and_mended(string name, bool bigEndian, bool mark)
    {
        Encoding encoding = name == "UTF-16" ? new UnicodeEncoding(bigEndian, mark) : new UTF32Encoding(bigEndian, mark);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(MaximalManifest.Text)];

        Assert.Equal([$"1,1 the file is {name}. Save it as UTF-8."], BrokenJson.Say(bytes));
        Assert.Equal(MaximalManifest.Bytes, BrokenJson.Fix(bytes));
    }

    [Fact]
    public void A_cut_off_file_of_another_encoding_has_no_safe_answer()
    {
        var finding = Assert.Single(BrokenJson.Findings([0xFF, 0xFE, .. "{\0}"u8]));

        Assert.Equal("Not valid JSON: the file is UTF-16. Save it as UTF-8.", finding.Message);
        Assert.Null(finding.Fix);
    }

    [Fact]
    public void A_byte_order_mark_is_accepted_and_shifts_no_column()
    {
        var plain = ManifestReader.Read("module.json", "{\"nam\":1}\n{"u8.ToArray()).Findings;
        var marked = ManifestReader.Read("module.json", (byte[])[0xEF, 0xBB, 0xBF, .. "{\"nam\":1}\n{"u8]).Findings;

        Assert.Equal(plain.Select(finding => (finding.Message, finding.Location)), marked.Select(finding => (finding.Message, finding.Location)));
        Assert.Empty(ManifestReader.Read("module.json", (byte[])[0xEF, 0xBB, 0xBF, .. MaximalManifest.Bytes]).Findings);
    }

    [Fact]
    public void Fixes_count_bytes_from_the_start_of_a_file_with_a_mark()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "{\"x-a\":1,}"u8];

        Assert.Equal((byte[])[0xEF, 0xBB, 0xBF, .. "{\"x-a\":1}"u8], BrokenJson.Fix(bytes));
    }

    [Fact]
    public void A_mark_alone_is_an_empty_file() =>
        Assert.Equal(["1,1 the file is empty. Run 'modulebuild init' to write a manifest."], BrokenJson.Say([0xEF, 0xBB, 0xBF]));

    [Theory]
    [InlineData(new byte[] { 0xFF }, "0xFF")]
    [InlineData(new byte[] { 0xC3, 0x28 }, "0xC3")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "0xED")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "0xC0")]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, "0xF4")]
    public void Bytes_that_are_not_UTF8(byte[] bad, string shown) => Assert.Equal(
        [$"2,5 the byte {shown} is not UTF-8. Save the file as UTF-8."], BrokenJson.Say([.. "{\n\"é😀"u8, .. bad, .. "\"}"u8]));

    [Fact]
    public void A_cut_off_character_at_the_end_is_not_UTF8() =>
        Assert.Equal(["1,2 the byte 0xF0 is not UTF-8. Save the file as UTF-8."], BrokenJson.Say([(byte)'{', 0xF0, 0x9F]));

    [Fact]
    public void NUL_bytes_are_told_where_they_are()
    {
        Assert.Equal(["1,2 expected a field's name in double quotes or '}', but found the character U+0000."], BrokenJson.Say("{\0}"));
        Assert.Equal(["1,8 the control character U+0000 may not stand in a string. Delete it."], BrokenJson.Say("{\"a\":\"x\0\"}"));
        Assert.Equal(["1,1 expected a value, but found the character U+0000."], BrokenJson.Say("\0\0\0\0\0\0\0\0"));
    }
}

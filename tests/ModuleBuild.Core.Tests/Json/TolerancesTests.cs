using System.Text;
using ModuleBuild.Core.Tests.Manifest;

namespace ModuleBuild.Core.Tests.Json;

/// <summary>What JSON does not have, but is read all the same, so that the rest of the file is judged in the same run.</summary>
public sealed class TolerancesTests
{
    private const string Comment = "JSON has no comments. Delete it, or keep the words in a field of your own such as \"x-note\".";
    private const string Trailing = "there is a ',' after the last entry. Delete it.";

    [Theory]
    [InlineData("{ // one\n}", "1,3 " + Comment, "{\n}")]
    [InlineData("// one\n{}", "1,1 " + Comment, "{}")]
    [InlineData("{\n  // one\r\n  \"a\": 1\n}", "2,3 " + Comment, "{\n  \"a\": 1\n}")]
    [InlineData("{/* one */\"a\"/**/:1}/* end */", "1,2 " + Comment + "|1,14 " + Comment + "|1,21 " + Comment, "{\"a\":1}")]
    [InlineData("{}\n// end", "2,1 " + Comment, "{}\n")]
    [InlineData("{\"a\": [1, /* ,] */ 2]}", "1,11 " + Comment, "{\"a\": [1, 2]}")]
    public void Comments(string text, string said, string mended)
    {
        Assert.Equal(said.Split('|'), BrokenJson.Say(text));
        Assert.Equal(mended, BrokenJson.Fix(text));
    }

    [Theory]
    [InlineData("{\"a\": 1,}", "1,8 " + Trailing, "{\"a\": 1}")]
    [InlineData("{\"a\": [1,\n]}", "1,9 " + Trailing, "{\"a\": [1\n]}")]
    [InlineData("{\"a\": [\",\",],}", "1,11 " + Trailing + "|1,13 " + Trailing, "{\"a\": [\",\"]}")]
    [InlineData("{\"a\": 1, // one\n}", "1,8 " + Trailing + "|1,10 " + Comment, "{\"a\": 1\n}")]
    [InlineData("{\"a\": 1 /* , */ , }", "1,9 " + Comment + "|1,17 " + Trailing, "{\"a\": 1  }")]
    public void Commas_before_a_closing_bracket(string text, string said, string mended)
    {
        Assert.Equal(said.Split('|'), BrokenJson.Say(text));
        Assert.Equal(mended, BrokenJson.Fix(text));
    }

    [Theory]
    [InlineData("{\"x-a\": 1, \"x-a\": 1}", "1,12 'x-a' is given twice, first at line 1, column 2. Keep one.", "{\"x-a\": 1}")]
    [InlineData("{\"x-a\": {\"b\":[1], \"c\":2}, \"x-a\": {\"c\":2,\"b\": [1]}}", "1,27 'x-a' is given twice, first at line 1, column 2. Keep one.", "{\"x-a\": {\"b\":[1], \"c\":2}}")]
    [InlineData("{\"x-a\": 1, \"x-\\u0061\": 1}", "1,12 'x-a' is given twice, first at line 1, column 2. Keep one.", "{\"x-a\": 1}")]
    [InlineData("{\"x-a\": 1, \"x-a\": 1.0}", "1,12 'x-a' is given twice, first at line 1, column 2. Keep one.", null)]
    [InlineData("{\"x-a\": {\"b\":1,\"b\":2}}", "1,16 'x-a.b' is given twice, first at line 1, column 10. Keep one.", null)]
    public void Fields_given_twice(string text, string said, string? mended)
    {
        Assert.Equal([said], BrokenJson.Say(text));
        Assert.Equal(mended ?? text, BrokenJson.Fix(text));
    }

    [Theory]
    [InlineData(@"{""x-a"": ""\ud83d""}", @"1,10 the escape \ud83d is one half of a surrogate pair. Write both halves, or the character itself.")]
    [InlineData(@"{""x-a"": ""ok \ud83d\ude00 \uDE00""}", @"1,26 the escape \uDE00 is one half of a surrogate pair. Write both halves, or the character itself.")]
    [InlineData(@"{""x-\uD800"": 1}", @"1,5 the escape \uD800 is one half of a surrogate pair. Write both halves, or the character itself.")]
    [InlineData(@"{""x-a"": ""\\ud83d""}", null)]
    [InlineData(@"{""x-a"": ""\ud83d\ude00""}", null)]
    public void Escapes_of_half_a_character(string text, string? said) => Assert.Equal(said is null ? [] : [said], BrokenJson.Say(text));

    [Fact]
    public void Half_a_character_is_read_as_the_replacement_character()
    {
        var text = MaximalManifest.Text.Replace("\"free\"", @"""a\ud83d\ud83d\ude00\udc00b""", StringComparison.Ordinal);
        var manifest = Core.Manifest.ManifestReader.Read("module.json", Encoding.UTF8.GetBytes(text)).Document!.Manifest;

        Assert.Equal("a\uFFFD😀\uFFFDb", System.Text.Json.JsonSerializer.Deserialize<string>(manifest.Extensions["x-note"]));
    }
}

namespace ModuleBuild.Core.Tests.Json;

public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("", "1,1 the file is empty. Run 'modulebuild init' to write a manifest.")]
    [InlineData(" \r\n\t", "2,2 the file is empty. Run 'modulebuild init' to write a manifest.")]
    [InlineData("{", "1,2 the file ends inside the object that opens at line 1, column 1. Add what is missing, up to its '}'.")]
    [InlineData("{\n  \"a\": [1,", "2,11 the file ends inside the array that opens at line 2, column 8. Add what is missing, up to its ']'.")]
    [InlineData("{\"a\"", "1,5 the file ends inside the object that opens at line 1, column 1. Add what is missing, up to its '}'.")]
    [InlineData("{\"a\":", "1,6 the file ends inside the object that opens at line 1, column 1. Add what is missing, up to its '}'.")]
    [InlineData("{\"a\": \"text", "1,7 the string that opens here has no closing '\"'. Add it.")]
    [InlineData("{\"a\": tru", "1,7 'tru' is not JSON. A text needs double quotes.|1,10 the file ends inside the object that opens at line 1, column 1. Add what is missing, up to its '}'.")]
    public void Empty_and_truncated(string text, string said) => Assert.Equal(said.Split('|'), BrokenJson.Say(text));

    [Theory]
    [InlineData("{\n  \"id\": \"A\"\n  \"name\": \"B\"\n}", "3,3 expected ',' before \"name\". Add the comma.", "{\n  \"id\": \"A\",\n  \"name\": \"B\"\n}")]
    [InlineData("{\"a\":1\"b\":2}", "1,7 expected ',' before \"b\". Add the comma.", "{\"a\":1,\"b\":2}")]
    [InlineData("{\"a\":[1 2]}", "1,9 expected ',' before '2'. Add the comma.", "{\"a\":[1, 2]}")]
    [InlineData("{\"a\":[{}{}]}", "1,9 expected ',' before '{'. Add the comma.", "{\"a\":[{},{}]}")]
    [InlineData("{\"a\":[1,,2]}", "1,9 there is nothing before this ','. Delete it.", "{\"a\":[1,2]}")]
    [InlineData("{,\"a\":1}", "1,2 there is nothing before this ','. Delete it.", "{\"a\":1}")]
    [InlineData("{\"a\" 1}", "1,6 expected ':' after \"a\", but found '1'.", "{\"a\": 1}")]
    [InlineData("{a: 1}", "1,2 the field's name 'a' needs double quotes.", "{\"a\": 1}")]
    [InlineData("{'a': 'b'}", "1,2 JSON's quotes are double: write \" in the place of '.|1,7 JSON's quotes are double: write \" in the place of '.", "{\"a\": \"b\"}")]
    [InlineData("{\"a\": True, \"b\": None}", "1,7 'True' is not JSON. Write true.|1,18 'None' is not JSON. Write null.", "{\"a\": true, \"b\": null}")]
    [InlineData("{\"a\": yes}", "1,7 'yes' is not JSON. A text needs double quotes.", "{\"a\": \"yes\"}")]
    [InlineData(@"{""a"": ""C:\Program""}", @"1,10 a backslash before 'Program' is no escape. Write a backslash as \\.", @"{""a"": ""C:\\Program""}")]
    [InlineData("{\"a\": \"x\ty\"}", "1,9 a tab in a string is written \\t.", "{\"a\": \"x\\ty\"}")]
    public void Mended_with_one_safe_answer(string text, string said, string mended)
    {
        Assert.Equal(said.Split('|'), BrokenJson.Say(text));
        Assert.Equal(mended, BrokenJson.Fix(text));
    }

    [Theory]
    [InlineData("{\"a\": 01}", "1,7 '01' is not a JSON number. Write it like 1, -2.5 or 1e3.")]
    [InlineData("{\"a\": +1}", "1,7 '+1' is not a JSON number. Write it like 1, -2.5 or 1e3.")]
    [InlineData("{\"a\": .5}", "1,7 '.5' is not a JSON number. Write it like 1, -2.5 or 1e3.")]
    [InlineData("{\"a\": 1.}", "1,7 '1.' is not a JSON number. Write it like 1, -2.5 or 1e3.")]
    [InlineData("{\"a\": 0x1F}", "1,7 '0x1F' is not a JSON number. Write it like 1, -2.5 or 1e3.")]
    [InlineData("{\"a\": -}", "1,7 '-' is not a JSON number. Write it like 1, -2.5 or 1e3.")]
    [InlineData("{\"a\": }", "1,7 expected the value of \"a\", but found '}'.")]
    [InlineData("{\"a\": , \"b\": 1}", "1,7 \"a\" has no value. Write one before the ','.")]
    [InlineData("{\"a\": 1]", "1,8 expected ',' or '}' after the value, but found ']'.")]
    [InlineData("{\"a\": [1}", "1,9 expected ',' or ']' after the value, but found '}'.")]
    [InlineData("{\"a\"= 1}", "1,5 expected ':' after \"a\", but found '='.")]
    [InlineData("{]", "1,2 expected a field's name in double quotes or '}', but found ']'.")]
    [InlineData("{\"a\":1,]", "1,8 expected a field's name in double quotes, but found ']'.")]
    [InlineData("{} x", "1,4 'x' follows after the end of the document. Delete it.")]
    [InlineData("{} {}", "1,4 '{' follows after the end of the document. Delete it.")]
    [InlineData("# x", "1,1 expected a value, but found '#'.")]
    [InlineData("{\"a\": \u00A01}", "1,7 expected the value of \"a\", but found the character U+00A0.")]
    [InlineData("{\"a\": \"x\ny\"}", "1,7 the string that opens here has no closing '\"' on its line. Add it, or write a line break as \\n.")]
    [InlineData("{\"a\": \"x\u0001\"}", "1,9 the control character U+0001 may not stand in a string. Delete it.")]
    [InlineData("{\"a\": \"\\u12G4\"}", "1,8 \\u needs four hexadecimal digits, for example \\u00e9.")]
    [InlineData("{\"a\": /* 1}", "1,7 the comment that opens here is not closed. Delete it.")]
    [InlineData("{\"a\": 1 /* }", "1,9 the comment that opens here is not closed. Delete it.")]
    [InlineData("/", "1,1 expected a value, but found '/'.")]
    [InlineData("{\"a\": \"b\": \"c\"}", "1,10 expected ',' or '}' after the value, but found ':'.")]
    public void Without_a_safe_answer(string text, string said)
    {
        Assert.Equal([said], BrokenJson.Say(text));
        Assert.Null(BrokenJson.Findings(System.Text.Encoding.UTF8.GetBytes(text))[0].Fix);
    }

    [Fact]
    public void Several_broken_places_are_all_told_at_their_own_places()
    {
        const string Text = """
            {
              name: 'Acme'
              "tags": ["a" "b",,],
              "x-a": True // yes
            }
            """;

        Assert.Equal(
            [
                "2,3 the field's name 'name' needs double quotes.",
                "2,9 JSON's quotes are double: write \" in the place of '.",
                "3,16 expected ',' before \"b\". Add the comma.",
                "3,19 there is a ',' after the last entry. Delete it.",
                "3,20 there is nothing before this ','. Delete it.",
                "3,3 expected ',' before \"tags\". Add the comma.",
                "4,10 'True' is not JSON. Write true.",
                "4,15 JSON has no comments. Delete it, or keep the words in a field of your own such as \"x-note\".",
            ],
            BrokenJson.Say(Text).Order(StringComparer.Ordinal));
        Assert.Equal("{\n  \"name\": \"Acme\",\n  \"tags\": [\"a\", \"b\"],\n  \"x-a\": true\n}", BrokenJson.Fix(Text));
    }

    [Fact]
    public void No_message_is_the_parsers() => Assert.All(
        (string[])["", "{", "[", "{]", "\"", "nul", "{\"a\"}", "\\", "\0", "{\"a\":1}}", "-", "1e", "\"\\", "{\"a\":\"\\u00"],
        text => Assert.All(
            BrokenJson.Findings(System.Text.Encoding.UTF8.GetBytes(text)),
            finding =>
            {
                Assert.DoesNotContain("LineNumber", finding.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("BytePosition", finding.Message, StringComparison.Ordinal);
                Assert.True(finding.Location.Line > 0);
            }));
}

using ModuleBuild.CodeFixes;

namespace ModuleBuild.Analyzers.Tests.Fixes;

/// <summary>A permission is added, and nothing else changes.</summary>
public sealed class PermissionInsertionTests
{
    [Theory]
    [InlineData("""{ "permissions": { "required": [ "a:b" ] } }""", """{ "permissions": { "required": [ "a:b", "x:y" ] } }""")]
    [InlineData("""{"permissions":{"required":["a:b"]}}""", """{"permissions":{"required":["a:b", "x:y"]}}""")]
    [InlineData("""{ "permissions": { "required": [] } }""", """{ "permissions": { "required": [ "x:y" ] } }""")]
    [InlineData("""{ "permissions": {} }""", """{ "permissions": { "required": [ "x:y" ] } }""")]
    [InlineData("""{ "permissions": { "optional": [ "a:b" ] } }""", """{ "permissions": { "optional": [ "a:b" ], "required": [ "x:y" ] } }""")]
    [InlineData("""{ "permissions": { "required": [ { "permission": "a:b", "reason": "Needed." } ] } }""", """{ "permissions": { "required": [ { "permission": "a:b", "reason": "Needed." }, "x:y" ] } }""")]
    [InlineData("{}", """{ "permissions": { "required": [ "x:y" ] } }""")]
    [InlineData("""{ "name": "A" }""", """{ "name": "A", "permissions": { "required": [ "x:y" ] } }""")]
    [InlineData(
        "{\n  \"name\": \"A\"\n}\n",
        "{\n  \"name\": \"A\",\n  \"permissions\": {\n    \"required\": [\n      \"x:y\"\n    ]\n  }\n}\n")]
    [InlineData(
        "{\r\n\t\"name\": \"A\"\r\n}\r\n",
        "{\r\n\t\"name\": \"A\",\r\n\t\"permissions\": {\r\n\t\t\"required\": [\r\n\t\t\t\"x:y\"\r\n\t\t]\r\n\t}\r\n}\r\n")]
    [InlineData(
        "{\n  \"permissions\": {\n    \"required\": [\n      \"a:b\",\n\n      { \"permission\": \"c:d\",\n        \"reason\": \"Needed.\" }\n    ]\n  }\n}",
        "{\n  \"permissions\": {\n    \"required\": [\n      \"a:b\",\n\n      { \"permission\": \"c:d\",\n        \"reason\": \"Needed.\" },\n      \"x:y\"\n    ]\n  }\n}")]
    [InlineData(
        "{\n  \"permissions\": {\n    \"optional\": [ \"a:b\" ]\n  }\n}",
        "{\n  \"permissions\": {\n    \"optional\": [ \"a:b\" ],\n    \"required\": [ \"x:y\" ]\n  }\n}")]
    public void Blanks_are_taken_from_what_stands_beside_it(string before, string after) => Assert.Equal(after, PermissionInsertion.Add(before, "x:y"));

    [Theory]
    [InlineData("""{ "permissions": { "required": [ "x:y" ] } }""")]
    [InlineData("""{ "permissions": { "optional": [ { "permission": "x:y", "reason": "Needed." } ] } }""")]
    public void Permission_that_is_there_is_not_added_again(string text) => Assert.Equal(text, PermissionInsertion.Add(text, "x:y"));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"permissions\": ")]
    [InlineData("""{ "permissions": [] }""")]
    [InlineData("""{ "permissions": { "required": "x" } }""")]
    public void What_has_no_place_for_it_is_left_alone(string text) => Assert.Null(PermissionInsertion.Add(text, "x:y"));

    [Fact]
    public void Quotes_and_backslashes_are_escaped() =>
        Assert.Equal("""{ "permissions": { "required": [ "file:read:C:\\a\"b" ] } }""", PermissionInsertion.Add("{}", "file:read:C:\\a\"b"));
}

using System.Text.Json;
using ModuleBuild.Release.Settings;

namespace ModuleBuild.Release.Tests.Settings;

/// <summary>Each keyword by which a schema can say that a value is a secret.</summary>
public sealed class SecretPlacesTests
{
    private const string Secret = """{ "writeOnly": true }""";
    private const string Nested = """{ "properties": { "key": { "writeOnly": true } } }""";

    [Theory]
    [InlineData("""{ "properties": { "key": S } }""")]
    [InlineData("""{ "patternProperties": { "^k": S } }""")]
    [InlineData("""{ "patternProperties": { "(?=k)key": S } }""")] // a pattern that may never end is taken as one that fits
    [InlineData("""{ "additionalProperties": S }""")]
    [InlineData("""{ "properties": { "other": {} }, "patternProperties": { "^x": {} }, "unevaluatedProperties": S }""")]
    [InlineData("""{ "allOf": [ N ] }""")]
    [InlineData("""{ "anyOf": [ true, N ] }""")]
    [InlineData("""{ "oneOf": [ N, { "required": [ "missing" ] } ] }""")]
    [InlineData("""{ "not": N }""")]
    [InlineData("""{ "if": { "required": [ "missing" ] }, "then": N }""")]
    [InlineData("""{ "if": true, "else": N }""")]
    [InlineData("""{ "if": N }""")]
    [InlineData("""{ "dependentSchemas": { "missing": N } }""")]
    [InlineData("""{ "dependencies": { "missing": N } }""")]
    [InlineData("""{ "$ref": "#/$defs/a/$defs/b", "$defs": { "a": { "$defs": { "b": N } } } }""")]
    [InlineData("""{ "$ref": "#/$defs/a~1b%20c", "$defs": { "a/b c": N } }""")]
    [InlineData("""{ "$ref": "#/anyOf/1", "anyOf": [ true, N ] }""")]
    [InlineData("""{ "$ref": "#name", "$defs": { "a": { "$anchor": "name", "allOf": [ N ] } } }""")]
    [InlineData("""{ "$dynamicRef": "#name", "$defs": { "a": { "$dynamicAnchor": "name" }, "b": { "$dynamicAnchor": "name", "allOf": [ N ] } } }""")]
    [InlineData("""{ "$ref": "keys.json", "$defs": { "a": { "$id": "https://example.com/keys.json", "allOf": [ N ] } } }""")]
    [InlineData("""{ "$ref": "keys.json#/$defs/k", "$defs": { "a": { "$id": "https://example.com/keys.json", "$defs": { "k": N } } } }""")]
    [InlineData("""{ "$ref": "#/$defs/a", "$defs": { "a": { "$id": "a.json", "$ref": "#/$defs/k", "$defs": { "k": N } } } }""")]
    public void Value_is_found_by_each_keyword_of_objects(string schema) =>
        Assert.Equal(["'/key' is a secret, and holds a value; put it into the secret store, and write {\"$secret\": \"its name there\"}."], Ask(schema, """{ "key": "hunter2" }"""));

    [Theory]
    [InlineData("""{ "items": S }""", "/0 /1")]
    [InlineData("""{ "prefixItems": [ true, S ] }""", "/1")]
    [InlineData("""{ "prefixItems": [ true ], "items": S }""", "/1")]
    [InlineData("""{ "items": [ true, S ] }""", "/1")]
    [InlineData("""{ "items": [ true ], "additionalItems": S }""", "/1")]
    [InlineData("""{ "prefixItems": [ true ], "unevaluatedItems": S }""", "/1")]
    [InlineData("""{ "contains": S }""", "/0 /1")]
    public void Value_is_found_by_each_keyword_of_lists(string schema, string places) => Assert.Equal(
        places.Split(' ').Select(place => $"/keys{place}"),
        Places($$"""{ "properties": { "keys": {{schema}} } }""", """{ "keys": [ "hunter2", "hunter3" ] }"""));

    [Theory]
    [InlineData("""{ "KEY": "hunter2" }""", "/KEY")]
    [InlineData("""{ "smtp:Key": "hunter2" }""", "/smtp:Key")]
    [InlineData("""{ "smtp__key": "hunter2" }""", "/smtp__key")]
    [InlineData("""{ "keys": { "0": "hunter2" } }""", "/keys/0")]
    [InlineData("""{ "keys:0": "hunter2" }""", "/keys:0")]
    [InlineData("""{ "json": "{\"key\": \"hunter2\"}" }""", "/json")]
    [InlineData("""{ "whole": { "user": "me", "key": { "$secret": "a" } } }""", "/whole")]
    public void Value_is_found_where_configuration_would_read_it(string settings, string place) => Assert.Equal([place], Places(
        """{ "properties": { "Key": S, "Smtp": N, "Keys": { "items": S }, "json": { "contentSchema": N }, "whole": S } }""", settings));

    [Theory]
    [InlineData("""{ "properties": { "key": S } }""", """{ "other": "a", "key": { "$secret": "a/key" } }""")]
    [InlineData("""{ "properties": { "other": {} }, "patternProperties": { "^x": {} }, "additionalProperties": S }""", """{ "other": "a", "x1": "b" }""")]
    [InlineData("""{ "properties": { "key": { "writeOnly": false } }, "$defs": { "unused": S } }""", """{ "key": "a" }""")]
    [InlineData("""{ "$ref": "#/$defs/a", "$defs": { "a": { "properties": { "next": { "$ref": "#/$defs/a" } } } } }""", """{ "next": { "next": { "key": 1 } } }""")]
    public void What_is_no_secret_may_be_a_value(string schema, string settings) => Assert.Empty(Ask(schema, settings));

    [Theory]
    [InlineData("""{ "properties": { "key": { "$ref": "#gone" } } }""", "it refers to '#gone', which is not in it")]
    [InlineData("""{ "properties": { "key": { "$dynamicRef": "https://example.com/other" } } }""", "it refers to 'https://example.com/other', which is not in it")]
    public void Reference_that_leads_nowhere_is_refused(string schema, string problem) =>
        Assert.Equal([$"the schema cannot be understood ({problem})."], Ask(schema, """{ "key": "hunter2" }"""));

    private static IEnumerable<string> Places(string schema, string settings) =>
        Ask(schema, settings).Where(problem => problem.Contains("is a secret", StringComparison.Ordinal)).Select(problem => problem.Split('\'')[1]);

    private static IReadOnlyList<string> Ask(string schema, string settings)
    {
        using var document = JsonDocument.Parse(settings);
        return SettingsCheck.Problems(
            schema.Replace(" S", $" {Secret}", StringComparison.Ordinal).Replace(" N", $" {Nested}", StringComparison.Ordinal), document.RootElement)
            .Where(problem => !problem.Contains("what the schema offers", StringComparison.Ordinal)).ToList();
    }
}

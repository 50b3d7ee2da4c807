using System.Diagnostics;
using System.Globalization;
using ModuleBuild.Packaging.Docs.Settings;

namespace ModuleBuild.Packaging.Tests.Docs.Settings;

public sealed class SettingsSchemaTests
{
    [Theory]
    [InlineData("""{ "type": "string" }""", "string")]
    [InlineData("""{ "type": "string", "format": "uri", "minLength": 3 }""", "string (uri), at least 3 characters")]
    [InlineData("""{ "type": "integer", "minimum": 1, "maximum": 10 }""", "integer, 1 to 10")]
    [InlineData("""{ "type": "number", "exclusiveMinimum": 0, "maximum": 1.5e3 }""", "number, at most 1.5e3, above 0")]
    [InlineData("""{ "type": ["string", "null"] }""", "string")]
    [InlineData("""{ "type": ["string", "integer"] }""", "string or integer")]
    [InlineData("""{ "type": "array", "items": { "type": "integer", "minimum": 0 }, "minItems": 1, "maxItems": 3 }""", "array of integer, at least 0, 1 to 3 items")]
    [InlineData("""{ "type": "array" }""", "array")]
    [InlineData("""{ "oneOf": [{ "type": "integer" }, { "type": "string" }, { "type": "integer" }] }""", "integer or string")]
    [InlineData("""{ "type": "object" }""", "object")]
    [InlineData("""{ "$ref": "https://example.com/other.json" }""", "see https://example.com/other.json")]
    [InlineData("""{ "format": "date" }""", "date")]
    [InlineData("true", "")]
    [InlineData("{}", "")]
    public void The_type_is_said_in_words(string schema, string expected) => Assert.Equal(expected, Only(schema).Type);

    [Theory]
    [InlineData("""{ "default": "text" }""", "text")]
    [InlineData("""{ "default": "" }""", "\"\"")]
    [InlineData("""{ "default": 1.50 }""", "1.50")]
    [InlineData("""{ "default": null }""", "null")]
    [InlineData("""{ "default": [1, "a"] }""", "[1, \"a\"]")]
    [InlineData("{}", null)]
    public void The_default_is_shown_as_it_is_written(string schema, string? expected) => Assert.Equal(expected, Only(schema).Default);

    [Fact]
    public void Objects_arrays_and_maps_become_configuration_keys() => Assert.Equal(
        ["Retry:Count", "Retry:Delay:Seconds", "Hosts:0:Name", "Tags", "Headers:<name>", "Routes:<name>:Path"],
        Keys("""
            { "properties": {
                "Retry": { "properties": { "Count": {}, "Delay": { "properties": { "Seconds": {} } } } },
                "Hosts": { "type": "array", "items": { "properties": { "Name": {} } } },
                "Tags": { "type": "array", "items": { "type": "string" } },
                "Headers": { "additionalProperties": { "type": "string" } },
                "Routes": { "additionalProperties": { "properties": { "Path": {} } } } } }
            """));

    [Fact]
    public void References_within_the_document_are_followed() => Assert.Equal(
        ["A:Count", "B:Count", "C:Count", "D"],
        Keys("""
            { "properties": {
                "A": { "$ref": "#/$defs/re~1try" }, "B": { "$ref": "#/definitions/list/0" }, "C": { "$ref": "#/$defs/re%7E1try" },
                "D": { "$ref": "https://example.com/other.json" } },
              "$defs": { "re/try": { "properties": { "Count": {} } } },
              "definitions": { "list": [{ "properties": { "Count": {} } }] } }
            """));

    [Fact]
    public void What_stands_beside_a_reference_counts_first()
    {
        var setting = Only("""{ "$ref": "#/$defs/name", "description": "Near." }""", """, "$defs": { "name": { "type": "string", "description": "Far." } }""");

        Assert.Equal(("string", "Near."), (setting.Type, setting.Description));
    }

    [Fact]
    public void Members_of_allOf_and_of_alternatives_are_listed_once() => Assert.Equal(
        ["A", "B", "C"],
        Keys("""
            { "allOf": [{ "properties": { "A": {} } }, { "properties": { "B": {} } }],
              "oneOf": [{ "properties": { "a": {}, "C": {} } }, { "properties": { "C": {} } }] }
            """));

    [Fact]
    public void A_required_setting_is_marked_wherever_the_list_stands()
    {
        var settings = SettingsSchema.Read("""
            { "required": ["A"], "properties": { "A": {}, "B": {}, "C": { "required": ["D"], "properties": { "D": {} } } }, "allOf": [{ "required": ["B"] }] }
            """);

        Assert.Equal(["A", "B", "C:D"], settings.Where(setting => setting.IsRequired).Select(setting => setting.Key));
    }

    [Fact]
    public void A_secret_and_all_below_it_show_no_values()
    {
        var settings = SettingsSchema.Read("""
            { "properties": {
                "Key": { "writeOnly": true, "type": "string", "default": "hunter2", "enum": ["hunter2"], "const": "hunter2", "examples": ["hunter2"] },
                "Login": { "writeOnly": true, "properties": { "User": { "type": "string", "default": "hunter2" } } },
                "Open": { "default": "shown" } } }
            """);

        Assert.Equal(
            [
                new Setting("Key", "string", [], null, IsRequired: false, IsSecret: true, IsDeprecated: false, null),
                new Setting("Login:User", "string", [], null, IsRequired: false, IsSecret: true, IsDeprecated: false, null),
                new Setting("Open", "", [], "shown", IsRequired: false, IsSecret: false, IsDeprecated: false, null),
            ],
            settings.Select(setting => setting with { Allowed = [] }));
        Assert.All(settings, setting => Assert.Empty(setting.Allowed));
        Assert.DoesNotContain("hunter2", string.Join('\n', settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("\"text\"")]
    [InlineData("""{ "properties": [] }""")]
    [InlineData("""{ "properties": { "\ud800": {} } }""")]
    [InlineData("\uD800")]
    public void What_is_no_schema_has_no_settings(string schema) => Assert.Empty(SettingsSchema.Read(schema));

    [Fact]
    public void Keywords_of_the_wrong_kind_say_nothing() => Assert.Equal(
        new Setting("A", "", [], null, IsRequired: false, IsSecret: false, IsDeprecated: false, null),
        Only("""{ "type": 3, "enum": "x", "items": 1, "writeOnly": "yes", "description": {}, "minimum": "1", "$ref": 5, "allOf": {}, "required": "A", "additionalProperties": false }""") with { Allowed = [] });

    [Fact]
    public void A_schema_that_contains_itself_ends() => Assert.Equal(
        ["Name: string", "Child: see #/$defs/node"],
        SettingsSchema.Read("""
            { "$ref": "#/$defs/node", "$defs": { "node": { "properties": { "Name": { "type": "string" }, "Child": { "$ref": "#/$defs/node" } } } } }
            """).Select(setting => $"{setting.Key}: {setting.Type}"));

    [Fact]
    public void A_schema_that_doubles_at_each_step_ends_soon()
    {
        var definitions = string.Join(',', Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture,
            $$"""
            "d{{i}}": { "allOf": [{ "$ref": "#/$defs/d{{i + 1}}" }, { "$ref": "#/$defs/d{{i + 1}}" }],
                       "properties": { "A{{i}}": { "$ref": "#/$defs/d{{i + 1}}" }, "B{{i}}": { "$ref": "#/$defs/d{{i + 1}}" } } }
            """)));
        var watch = Stopwatch.StartNew();

        var settings = SettingsSchema.Read($$"""{ "$ref": "#/$defs/d0", "$defs": { {{definitions}} } }""");

        Assert.InRange(settings.Length, 1, SettingsSchema.MostSettings);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_long_schema_is_cut()
    {
        var properties = string.Join(',', Enumerable.Range(0, 1_000).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{{'"'}}S{{i}}{{'"'}}: {}""")));

        Assert.Equal(SettingsSchema.MostSettings, SettingsSchema.Read($$"""{ "properties": { {{properties}} } }""").Length);
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_do_not_hide_the_settings() =>
        Assert.Equal(["A"], Keys("\uFEFF{ \"properties\": { /* first */ \"A\": {}, } }"));

    private static IEnumerable<string> Keys(string schema) => SettingsSchema.Read(schema).Select(setting => setting.Key);

    private static Setting Only(string schema, string rest = "") => Assert.Single(SettingsSchema.Read($$"""{ "properties": { "A": {{schema}} }{{rest}} }"""));
}

using System.Text.Json;
using ModuleBuild.Release.Settings;

namespace ModuleBuild.Release.Tests.Settings;

public sealed class SettingsCheckTests
{
    private const string Schema =
        """
        {
          "type": "object", "required": ["Address", "Retries"], "additionalProperties": false,
          "properties": {
            "Address": {"type": "string", "minLength": 3},
            "Retries": {"type": "integer", "minimum": 0, "maximum": 9, "default": 3},
            "Mode": {"enum": ["fast", "safe"]},
            "ApiKey": {"type": "string", "writeOnly": true},
            "Inner": {"$ref": "#/$defs/inner"},
            "List": {"type": "array", "items": {"type": "number"}, "maxItems": 2},
            "Either": {"oneOf": [{"type": "string"}, {"type": "boolean"}]}
          },
          "$defs": {"inner": {"type": "object", "required": ["Token"], "properties": {"Token": {"writeOnly": true}}}}
        }
        """;

    [Theory]
    [InlineData("""{"Address": "a.b"}""")]
    [InlineData("""{"Address": "a.b", "Retries": 9, "Mode": "fast", "ApiKey": {"$secret": "orders/key"}, "List": [1, 2.5], "Either": true}""")]
    [InlineData("""{"Address": {"$secret": "address"}, "Inner": {"Token": {"$secret": "t"}}}""")]
    public void Right_settings_have_no_problems(string settings) => Assert.Empty(Ask(Schema, settings));

    [Theory]
    [InlineData("""{}""", "'/Address' is missing.")]
    [InlineData("""{"Address": 7}""", "'/Address' is a number; expected string.")]
    [InlineData("""{"Address": "ab"}""", "'/Address' has to be at least 3 characters.")]
    [InlineData("""{"Address": "a.b", "Retries": 10}""", "'/Retries' has to be at most 9.")]
    [InlineData("""{"Address": "a.b", "Retries": 1.5}""", "'/Retries' is a number; expected integer.")]
    [InlineData("""{"Address": "a.b", "Mode": "quick"}""", "'/Mode' is none of \"fast\", \"safe\".")]
    [InlineData("""{"Address": "a.b", "Adress": "a"}""", "'/Adress' is no setting of the module.")]
    [InlineData("""{"Address": "a.b", "ApiKey": "hunter2"}""", "'/ApiKey' is a secret, and holds a value; put it into the secret store, and write {\"$secret\": \"its name there\"}.")]
    [InlineData("""{"Address": "a.b", "ApiKey": {"$secret": ""}}""", "'/ApiKey' is a secret, and holds a value; put it into the secret store, and write {\"$secret\": \"its name there\"}.")]
    [InlineData("""{"Address": "a.b", "Inner": {"Token": "t"}}""", "'/Inner/Token' is a secret, and holds a value; put it into the secret store, and write {\"$secret\": \"its name there\"}.")]
    [InlineData("""{"Address": "a.b", "Inner": {}}""", "'/Inner/Token' is missing.")]
    [InlineData("""{"Address": "a.b", "List": [1, "two"]}""", "'/List/1' is a string; expected number.")]
    [InlineData("""{"Address": "a.b", "List": [1, 2, 3]}""", "'/List' has to be at most 2 items.")]
    [InlineData("""{"Address": "a.b", "Either": 1}""", "'/Either' fits none of what the schema offers.")]
    [InlineData("""[]""", "it is a list; expected object.")]
    public void Wrong_settings_are_told_without_their_values(string settings, string problem)
    {
        Assert.Equal([problem], Ask(Schema, settings));
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"$ref": "#"}""")]
    [InlineData("""{"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}""")] // two ways at each of 64 steps
    [InlineData("""{"$ref": "https://example.com/schema"}""")]
    [InlineData("""{"$ref": "#/missing"}""")]
    [InlineData("""{"type": 7}""")]
    [InlineData("""{"enum": 7}""")]
    [InlineData("""no schema""")]
    [InlineData("""7""")]
    [InlineData("")]
    public void No_schema_brings_it_down(string schema)
    {
        var start = TimeProvider.System.GetTimestamp();

        _ = Ask(schema, """{"a": {"b": [1]}}""");

        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Nothing_that_was_set_counts_as_an_empty_object() => Assert.Equal(["'/Address' is missing."], SettingsCheck.Problems(Schema, null));

    private static IReadOnlyList<string> Ask(string schema, string settings)
    {
        using var document = JsonDocument.Parse(settings);
        return SettingsCheck.Problems(schema, document.RootElement);
    }
}

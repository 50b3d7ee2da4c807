using System.Globalization;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Security.Checks;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Checks.Configuration;

public sealed class SecretSettingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("apiKey")]
    [InlineData("ApiKey")]
    [InlineData("API_KEY")]
    [InlineData("api-key")]
    [InlineData("apikey")]
    [InlineData("Smtp.Password")]
    [InlineData("password")]
    [InlineData("dbPwd")]
    [InlineData("passphrase")]
    [InlineData("token")]
    [InlineData("pageAccessToken")]
    [InlineData("refresh_token")]
    [InlineData("clientSecret")]
    [InlineData("connectionString")]
    [InlineData("MainConnectionString")]
    [InlineData("SASToken")]
    [InlineData("privateKey")]
    [InlineData("storageKeyBase64")]
    [InlineData("signingKey")]
    public void Setting_with_the_name_of_a_secret_must_be_write_only(string name)
    {
        Assert.Equal(["MB2008"], Run(Property(name, """ "type": "string" """)).Select(finding => finding.Code));
        Assert.Empty(Run(Property(name, """ "type": "string", "writeOnly": true """)));
    }

    [Theory]
    [InlineData("passwordPolicy")]
    [InlineData("passwordMinimumLength")]
    [InlineData("tokenLifetime")]
    [InlineData("tokenEndpoint")]
    [InlineData("publicKey")]
    [InlineData("keyName")]
    [InlineData("secretName")]
    [InlineData("connectionStringName")]
    [InlineData("accessKeyId")]
    [InlineData("privateKeyPath")]
    [InlineData("nextPageToken")]
    [InlineData("cancellationToken")]
    [InlineData("primaryKey")]
    [InlineData("sortKey")]
    [InlineData("key")]
    [InlineData("tokenizer")]
    [InlineData("secretary")]
    [InlineData("showPassword")]
    [InlineData("bypass")]
    public void Names_about_secrets_are_none(string name) => Assert.Empty(Run(Property(name, """ "type": "string" """)));

    [Theory]
    [InlineData(""" "type": "boolean" """)]
    [InlineData(""" "type": "integer" """)]
    [InlineData(""" "enum": ["none", "basic"] """)]
    [InlineData(""" "type": "object", "properties": { "length": { "type": "integer" } } """)]
    [InlineData(""" "$ref": "#/$defs/hidden" """)]
    [InlineData(""" "allOf": [ { "type": "string" }, { "writeOnly": true } ] """)]
    public void What_is_no_text_or_hidden_elsewhere_is_let_pass(string schema) => Assert.Empty(Run(
        $$"""{ "properties": { "token": { {{schema}} } }, "$defs": { "hidden": { "type": "string", "writeOnly": true } } }"""));

    [Fact]
    public void Secrets_are_found_in_every_part_of_a_schema_with_their_place()
    {
        const string Schema = """
            {
              "properties": {
                "smtp": { "type": "object", "properties": { "password": { "type": ["string", "null"] } } },
                "apiKeys": { "type": "array", "items": { "type": "string" } },
                "hidden": { "type": "object", "writeOnly": true, "properties": { "secret": { "type": "string" } } },
                "ü": 1, "peers": { "items": { "allOf": [ { "properties": { "clientSecret": { } } } ] } }
              },
              "$defs": { "login": { "properties": { "properties": { "properties": { "token": { "type": "string" } } } } } }
            }
            """;

        Assert.Equal(
            ["(3,49) smtp.password", "(4,5) apiKeys", "(6,64) clientSecret", "(8,73) properties.token"],
            Run(Schema).Select(finding => string.Create(CultureInfo.InvariantCulture, $"({finding.Location.Line},{finding.Location.Column}) {finding.Subject}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Schema_in_the_manifest_has_its_place_there()
    {
        var manifest = Path.Combine(_folder.Path, "module.json");

        var finding = Assert.Single(Run(manifest, "{\n  \"configuration\": {\n    \"section\": \"A\",\n    \"schema\": { \"properties\": {\n      \"apiKey\": { \"type\": \"string\" } } }\n  }\n}"));

        Assert.Equal(new SourceLocation(manifest, 5, 7), finding.Location);
        Assert.Equal("'apiKey' looks like a secret and has no \"writeOnly\": true in the manifest, so hosts show its value. Add \"writeOnly\": true to it, or rename it if it is none.", finding.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"properties\": ")]
    [InlineData("{ \"properties\": { \"\\ud800token\": 1 } }")]
    [InlineData("{ \"properties\": { \"a\": { \"$ref\": \"#/properties/a\" } } }")]
    [InlineData("{ \"properties\": { \"token\": { \"$ref\": \"#/properties/token\" } }")]
    public void Any_text_is_read(string schema) => Assert.InRange(Run(schema).Count, 0, 1);

    [Fact]
    public void Depth_is_no_harm() => Assert.Empty(Run(string.Concat(Enumerable.Repeat("{\"properties\":", 10_000))));

    private static string Property(string name, string schema) => $$"""{ "properties": { "{{name}}": { {{schema}} } } }""";

    private IReadOnlyList<Finding> Run(string schema)
    {
        _folder.Write("config.schema.json", schema);
        return Run(Path.Combine(_folder.Path, "module.json"), """{ "configuration": { "section": "A", "schema": "config.schema.json" } }""");
    }

    private static IReadOnlyList<Finding> Run(string path, string manifest) => SecurityChecks.Run(
        new SecurityCheckInput { Place = new SourceLocation(path), Document = ManifestReader.Read(path, Encoding.UTF8.GetBytes(manifest)).Document },
        TestContext.Current.CancellationToken);
}

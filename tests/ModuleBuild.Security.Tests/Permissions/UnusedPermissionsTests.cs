using System.Text;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Security.Permissions;

namespace ModuleBuild.Security.Tests.Permissions;

/// <summary>MB2002: what is declared, against what module and closure can do.</summary>
public sealed class UnusedPermissionsTests
{
    [Theory]
    [InlineData("file:write:/tmp/a")]
    [InlineData("network:dns")]
    [InlineData("env:read:ACME")]
    [InlineData("network:access:other.example.com")]
    public void MB2002_a_permission_that_nothing_uses(string permission)
    {
        var finding = Assert.Single(UnusedPermissions.Find(Manifest("network:access:api.example.com", permission), Report("network:connect:api.example.com")));

        Assert.Equal(
            ("MB2002", "/permissions/required/1", $"'{permission}' is declared, and nothing that runs with the module uses it. Remove it."),
            (finding.Code, finding.Subject, finding.Message));
    }

    [Theory]
    [InlineData("network:access:*.example.com", "network:connect:api.example.com")]
    [InlineData("network:access:api.example.com", "network:connect:*")]
    [InlineData("network:access:api.example.com", "network:dns:api.example.com")]
    [InlineData("database:read:orders", "database:connect:Npgsql")]
    [InlineData("native:load:libacme", "native:pinvoke:libacme!beep")]
    [InlineData("tls:bypass", "tls:bypass")]
    public void Permission_that_is_used(string permission, string capability) =>
        Assert.Empty(UnusedPermissions.Find(Manifest(permission), Report(capability)));

    [Theory]
    [InlineData("x-acme:open:valves")]
    [InlineData("module:Acme.Sensors:read")]
    [InlineData("workflow:execute:invoices")]
    [InlineData("event:publish:orders")]
    public void What_cannot_be_proven_is_not_judged(string permission) => Assert.Empty(UnusedPermissions.Find(Manifest(permission), Report()));

    [Fact]
    public void Permission_that_is_too_narrow_is_not_unused() =>
        Assert.Empty(UnusedPermissions.Find(Manifest("network:access:a.example.com"), Report("network:connect:b.example.com")));

    [Fact]
    public void Nothing_is_unused_while_an_assembly_is_unknown() => Assert.Empty(UnusedPermissions.Find(
        Manifest("file:write:/tmp/a"), Report() with { Unknown = [new UnknownAssembly("Acme.Native", "It is not there.")] }));

    [Fact]
    public void Fix_takes_the_whole_item_out()
    {
        var document = Read("""{ "permissions": { "required": [ "tls:bypass", { "permission": "file:write:/tmp/a", "reason": "Keeps what it has." } ] } }""");

        var finding = Assert.Single(UnusedPermissions.Find(document, Report("tls:bypass")));

        var edit = Assert.Single(finding.Fix!.Edits);
        Assert.Equal("""{ "permissions": { "required": [ "tls:bypass" ] } }""", Encoding.UTF8.GetString(document.Bytes.Span).Remove(edit.Start, edit.Length));
    }

    private static CapabilityReport Report(params string[] capabilities) => new(
        "Acme.Orders", "1.0.0", "0",
        [.. capabilities.Select(text => text.Split(':', 3)).Select(parts =>
            new ReachedCapability(new Capability($"{parts[0]}:{parts[1]}", parts.Length < 3 || parts[2] == "*" ? null : parts[2]), "Acme.Orders", []))],
        []);

    private static ManifestDocument Manifest(params string[] permissions) => Read(new JsonObject
    {
        ["permissions"] = new JsonObject { ["required"] = new JsonArray([.. permissions.Select(permission => (JsonNode)permission)]) },
    }.ToJsonString());

    private static ManifestDocument Read(string json) => ManifestReader.Read("module.json", Encoding.UTF8.GetBytes(json)).Document!;
}

using ModuleBuild.Analyzers.Tests.Infrastructure;

namespace ModuleBuild.Analyzers.Tests.Manifest;

/// <summary>What is declared is not found, and what is declared too narrowly is.</summary>
public sealed class DeclaredPermissionTests
{
    private const string Get = """await client.GetAsync("https://api.example.com:8443/v1");""";

    [Theory]
    [InlineData("network:access:api.example.com")]
    [InlineData("network:access:API.example.com")]
    [InlineData("network:access:api.example.com:8443")]
    [InlineData("network:access:*.example.com")]
    [InlineData("network:access:*:8443")]
    [InlineData("network:access:*")]
    [InlineData("network:access")]
    [InlineData("network:connect:api.example.com")]
    public Task Declared_host_is_allowed(string permission) => Module.With(permission).FindsNothingAsync(Module.InMethod(Get));

    [Theory]
    [InlineData("network:access:example.com")]
    [InlineData("network:access:*.api.example.com")]
    [InlineData("network:access:api.example.com:443")]
    [InlineData("network:listen:8443")]
    [InlineData("network:dns:api.example.com")]
    [InlineData("file:read:api.example.com")]
    [InlineData("x-acme:access:api.example.com")]
    public Task Other_permission_does_not_allow_it(string permission) => Module.With(permission).FindsAsync(
        Module.InMethod(Get.Replace("client.", "[|client.", StringComparison.Ordinal).Replace(";", "|];", StringComparison.Ordinal)),
        "network:access:api.example.com:8443");

    [Theory]
    [InlineData("file:write:/srv/acme", "File.Delete(\"/srv/acme/a.txt\");")]
    [InlineData("file:write:/srv/**/*.txt", "File.Delete(\"/srv/acme/a.txt\");")]
    [InlineData("file:write:${data}/out", "File.Delete(\"out/a.txt\");")]
    [InlineData("file:write:/srv/acme", "File.Delete(any);")]
    [InlineData("process:start:git", "Process.Start(\"/usr/bin/git\");")]
    [InlineData("process:start:git", "Process.Start(\"git.exe\");")]
    [InlineData("process:execute:git", "Process.Start(\"git\");")]
    [InlineData("environment:read:ACME_KEY", "Environment.GetEnvironmentVariable(\"ACME_KEY\");")]
    [InlineData("env:read", "Environment.GetEnvironmentVariable(\"ACME_KEY\");")]
    [InlineData("network:dns", "Dns.GetHostEntry(\"db.example.com\");")]
    [InlineData("network:access:db.example.com", "Dns.GetHostEntry(\"db.example.com\");")]
    [InlineData("native:load:acme", "NativeLibrary.Load(\"libacme.so\");")]
    public Task Declared_target_is_allowed(string permission, string body) => Module.With(permission).FindsNothingAsync(Module.InMethod(body));

    [Fact]
    public Task Target_that_is_not_known_is_what_the_permission_promises() =>
        Module.With("network:access:api.example.com").FindsNothingAsync(Module.InMethod("await client.GetAsync(any);"));

    [Fact]
    public Task What_does_not_gate_is_not_found() =>
        Module.With().FindsNothingAsync(Module.InMethod("typeof(string).GetMethod(\"Trim\", Type.EmptyTypes)!.Invoke(any, null);"));

    [Theory]
    [InlineData("""{ "permissions": { "optional": [ "file:write:a" ] } }""")]
    [InlineData("""{ "permissions": { "required": [ { "permission": "file:write:a", "reason": "Cleans up after itself." } ] } }""")]
    [InlineData("""{ "permissions": { "required": [ "file:write:a", ], } }""")]
    [InlineData("""{ /* words */ "permissions": { "required": [ "file:write:\u0061" ] } } // end""")]
    [InlineData("\uFEFF{\"permissions\":{\"required\":[\"file:write:a\"]}}\n")]
    [InlineData("""{ "x-a": [ 1, -2.5e3, true, null, {}, [] ], "permissions": { "required": [ "file:write:a" ] } }""")]
    public Task Every_form_of_the_manifest_is_read(string manifest) =>
        Module.WithManifest(manifest).FindsNothingAsync(Module.InMethod("File.Delete(\"a\");"));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "permissions": null }""")]
    [InlineData("""{ "permissions": [ "file:write:a" ] }""")]
    [InlineData("""{ "permissions": { "required": "file:write:a" } }""")]
    [InlineData("""{ "permissions": { "required": [ 1, null, {}, { "permission": 1 } ] } }""")]
    [InlineData("""{ "permissions": { "needed": [ "file:write:a" ] } }""")]
    public Task Manifest_without_permissions_permits_nothing(string manifest) =>
        Module.WithManifest(manifest).FindsAsync(Module.InMethod("[|File.Delete(\"a\")|];"), "file:write:a");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"permissions\": ")]
    [InlineData("{ \"permissions\" }")]
    [InlineData("{} {}")]
    [InlineData("\"text")]
    public Task Manifest_that_is_broken_is_for_another_stage_to_tell(string manifest) =>
        Module.WithManifest(manifest).FindsNothingAsync(Module.InMethod("File.Delete(\"a\");"));

    [Fact]
    public Task Deep_manifest_is_not_followed() =>
        Module.WithManifest(new string('[', 100_000)).FindsNothingAsync(Module.InMethod("File.Delete(\"a\");"));
}

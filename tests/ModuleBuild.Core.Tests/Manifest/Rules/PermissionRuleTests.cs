namespace ModuleBuild.Core.Tests.Manifest.Rules;

public sealed class PermissionRuleTests : IDisposable
{
    private readonly ModuleOnDisk _module = new();

    [Theory]
    [InlineData("network:acess:api.example.com", "Did you mean 'network:access:api.example.com'?")]
    [InlineData("netwrok:access", "Did you mean 'network:access'?")]
    [InlineData("file:wite:/tmp/a", "Did you mean 'file:write:/tmp/a'?")]
    [InlineData("file:format:/dev/sda", "Known are 'file:read', 'file:write'.")]
    [InlineData("tide:read", "Permissions of a host's own start with 'x-', for example 'x-tide:…'.")]
    [InlineData("tea:make:hot", "Permissions of a host's own start with 'x-', for example 'x-tea:…'.")]
    public void MB2003_a_permission_that_nobody_knows(string permission, string advice) =>
        Assert.Equal(
            [$"MB2003 error (9,34) /permissions/required/0: '{permission}' is not a permission that anybody knows. {advice}"],
            Findings(permission));

    [Theory]
    [InlineData("network:access:*", "host")]
    [InlineData("network:connect", "host")]
    [InlineData("network:access:*:443", "host")]
    [InlineData("file:read", "file")]
    [InlineData("file:write:/", "file")]
    [InlineData("file:write:/**", "file")]
    [InlineData("process:start:*", "program")]
    public void MB2004_a_permission_that_covers_everything(string permission, string things) =>
        Assert.Equal(
            [$"MB2004 warning (9,34) /permissions/required/0: '{permission}' covers every {things}. Name those that the module needs."],
            Findings(permission));

    [Theory]
    [InlineData("network:access:api.example.com")]
    [InlineData("network:access:*.example.com")]
    [InlineData("network:dns")]
    [InlineData("network:listen")]
    [InlineData("file:read:${data}/reports")]
    [InlineData("file:write:/var/lib/acme/*.csv")]
    [InlineData("process:start:git")]
    [InlineData("environment:read")]
    [InlineData("environment:read:*")]
    [InlineData("env:write:ACME")]
    [InlineData("native:load:*")]
    [InlineData("native:pinvoke:libacme")]
    [InlineData("database:read:user_data")]
    [InlineData("database:write:module_data")]
    [InlineData("registry:read:HKLM")]
    [InlineData("workflow:execute:data_processing")]
    [InlineData("event:publish:orders")]
    [InlineData("module:my-module:read")]
    [InlineData("module:*:read")]
    [InlineData("x-acme:open:valves")]
    [InlineData("x-acme:*")]
    [InlineData("tls:bypass")]
    public void Permission_that_says_what_it_means(string permission) => Assert.Empty(Findings(permission));

    [Fact]
    public void Both_lists_and_both_forms_are_looked_at() => Assert.Equal(
        [
            "MB2004 warning (9,64) /permissions/required/1/permission: 'file:read' covers every file. Name those that the module needs.",
            "MB2003 error (9,136) /permissions/optional/0: 'tea:make' is not a permission that anybody knows. Permissions of a host's own start with 'x-', for example 'x-tea:…'.",
        ],
        _module.With(
            "permissions",
            """{ "required": [ "tls:bypass", { "permission": "file:read", "reason": "Reads whatever it is given." } ], "optional": [ "tea:make" ] }""").Findings());

    [Fact]
    public void Malformed_permission_is_for_the_reader_to_tell() => Assert.StartsWith("MB0023 ", Assert.Single(Findings("network")), StringComparison.Ordinal);

    public void Dispose() => _module.Dispose();

    private IEnumerable<string> Findings(string permission) => _module.With("permissions", $$"""{ "required": [ "{{permission}}" ] }""").Findings();
}

using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Permissions;

namespace ModuleBuild.Core.Tests.Manifest.Permissions;

public sealed class PermissionParserTests
{
    [Theory]
    [InlineData("database:read:user_data", "database", "read", "user_data")]
    [InlineData("database:write:module_data", "database", "write", "module_data")]
    [InlineData("network:access:api.example.com", "network", "access", "api.example.com")]
    [InlineData("file:read:/tmp/module_cache", "file", "read", "/tmp/module_cache")]
    [InlineData("workflow:execute:data_processing", "workflow", "execute", "data_processing")]
    [InlineData("module:my-module:read", "module", "my-module", "read")]
    [InlineData("network:dns", "network", "dns", null)]
    [InlineData(@"file:read:C:\Program Files", "file", "read", @"C:\Program Files")]
    [InlineData("network:access:*", "network", "access", "*")]
    [InlineData("network:access:*.example.com:443", "network", "access", "*.example.com:443")]
    [InlineData("network:access:*:8080", "network", "access", "*:8080")]
    [InlineData("network:listen:8080", "network", "listen", "8080")]
    [InlineData("network:access:[::1]:443", "network", "access", "[::1]:443")]
    [InlineData("network:access:[fe80::1]", "network", "access", "[fe80::1]")]
    [InlineData("network:access:bücher.example", "network", "access", "bücher.example")]
    [InlineData("file:write:${data}/cache/**/*.json", "file", "write", "${data}/cache/**/*.json")]
    [InlineData("process:start:git", "process", "start", "git")]
    [InlineData("environment:read:ProgramFiles(x86)", "environment", "read", "ProgramFiles(x86)")]
    [InlineData("module:*:read", "module", "*", "read")]
    [InlineData("x-acme:Do/It:a:b:c", "x-acme", "Do/It", "a:b:c")]
    public void Accepted_as_it_stands(string text, string resource, string action, string? target)
    {
        var parse = PermissionParser.Parse(text);

        Assert.Equal(new PermissionParse(new Permission(resource, action, target), null, null), parse);
        Assert.Equal(text, parse.Permission!.ToString());
    }

    [Theory]
    [InlineData("", "it is empty", null)]
    [InlineData("  ", "it is empty", null)]
    [InlineData("network", "it has no ':'", null)]
    [InlineData("network:", "its action must be lower-case letters, digits, '-' and '_'", null)]
    [InlineData(":access", "its resource must be lower-case letters, digits, '-' and '_'", null)]
    [InlineData("file:read:a\nb", "it holds a control character", null)]
    [InlineData("network:access:", "its target is empty, and without a target the last ':' goes as well", null)]
    [InlineData("x-acme::t", "its action is empty or has a blank", null)]
    [InlineData("net work:access", "its resource must be lower-case letters, digits, '-' and '_'", null)]
    [InlineData(" network:dns ", "it starts or ends with a blank", "network:dns")]
    [InlineData("Network:Access:API", "its resource must be lower-case letters, digits, '-' and '_'", "network:access:API")]
    [InlineData("network:Access", "its action must be lower-case letters, digits, '-' and '_'", "network:access")]
    public void Form(string text, string problem, string? meant) =>
        Assert.Equal(new PermissionParse(null, problem, meant), PermissionParser.Parse(text));

    [Theory]
    [InlineData("https://api.example.com", "its target is a host, not an address", "api.example.com")]
    [InlineData("https://api.example.com:8443/", "its target is a host, not an address", "api.example.com:8443")]
    [InlineData("https://api.example.com/v1", "its target is a host, not an address", null)]
    [InlineData("api.example.com/v1", "its target is a host, and a host has no path", null)]
    [InlineData("api.example.com:0", "its port must be 1 to 65535, or *", null)]
    [InlineData("api.example.com:65536", "its port must be 1 to 65535, or *", null)]
    [InlineData("api.example.com:", "its port must be 1 to 65535, or *", null)]
    [InlineData("*example.com", "its target is not a host such as api.example.com or *.example.com", null)]
    [InlineData("api.*.com", "its target is not a host such as api.example.com or *.example.com", null)]
    [InlineData("api..com", "its target is not a host such as api.example.com or *.example.com", null)]
    [InlineData("a b.com", "its target is not a host such as api.example.com or *.example.com", null)]
    [InlineData("[1.2.3.4]", "its target is not a host such as api.example.com or *.example.com", null)]
    public void Hosts(string target, string problem, string? meant) => Assert.Equal(
        new PermissionParse(null, problem, meant is null ? null : $"network:access:{meant}"),
        PermissionParser.Parse($"network:access:{target}"));

    [Theory]
    [InlineData("file:read:${home}/x", "the variables of a path are ${module}, ${data} and ${temp}", null)]
    [InlineData("file:read:${Data}/x", "the variables of a path are ${module}, ${data} and ${temp}", "file:read:${data}/x")]
    [InlineData("file:read:${data/x", "a '${' in its path is not closed", null)]
    [InlineData("file:read:${data}/../x", "its path has '..', which nobody can judge by reading it", null)]
    [InlineData(@"file:read:..\x", "its path has '..', which nobody can judge by reading it", null)]
    [InlineData("environment:read:A=B", "its target is the name of a variable, without '='", null)]
    [InlineData("module:Acme.Orders", "a permission on a module is module:<id>:<action>", null)]
    [InlineData("module:a b:read", "its module id has a space", null)]
    [InlineData("module:a:Read", "its action must be lower-case letters, digits, '-' and '_'", "module:a:read")]
    public void Other_targets(string text, string problem, string? meant) =>
        Assert.Equal(new PermissionParse(null, problem, meant), PermissionParser.Parse(text));
}

using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Policy;

namespace ModuleBuild.Security.Tests.Policy;

public sealed class DeniedCapabilitiesTests
{
    [Theory]
    [InlineData("process:start", "process:start", "git", "process:start:git")]
    [InlineData("process:start:git", "process:start", "git", "process:start:git")]
    [InlineData("network:access:*.example.net", "network:connect", "tracker.example.net", "")]
    [InlineData("process:start", "process:start", null, "process:start:git")]
    [InlineData("network:connect:*.example.net", "network:connect", null, "")]
    [InlineData("network:connect:*.example.net", "network:connect", null, "network:access")]
    [InlineData("network:connect:*.example.net", "network:connect", null, "network:access:tracker.example.net")]
    public void Capability_is_denied_whatever_is_declared(string deny, string kind, string? target, string permission)
    {
        var finding = Assert.Single(Find(deny, new Capability(kind, target), permission));

        Assert.Equal(("MB2018", Severity.Error), (finding.Code, finding.Severity));
        Assert.Equal($"Acme.Git {new Capability(kind, target)}", finding.Subject);
        Assert.StartsWith($"'{new Capability(kind, target)}' is reached through Acme.Git, and 'security.deny' of the policy has '{deny}'.", finding.Message, StringComparison.Ordinal);
        Assert.Equal(2, finding.Path.Length);
    }

    [Theory]
    [InlineData("process:start:git", "process:start", "tar", "process:start:tar")]
    [InlineData("process:start", "network:connect", "a.example", "")]
    [InlineData("network:connect:*.example.net", "network:connect", null, "network:access:*.example.com")]
    public void Other_capabilities_and_promised_targets_are_not(string deny, string kind, string? target, string permission) =>
        Assert.Empty(Find(deny, new Capability(kind, target), permission));

    private static IReadOnlyList<Finding> Find(string deny, Capability capability, string permission)
    {
        var report = new CapabilityReport(
            "Acme.Orders", "1.0.0", "map",
            [new ReachedCapability(capability, "Acme.Git", [new CallStep("Acme.Orders", "A.Run()"), new CallStep("Acme.Git", "B.Go()")])], []);
        return DeniedCapabilities.Find(report, [deny], permission.Length == 0 ? [] : [permission], new SourceLocation("module.json", 3, 1));
    }
}

using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Policy;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Policy;

public sealed class AcceptedCapabilitiesTests : IDisposable
{
    private const string One = "{ \"formatVersion\": 1, \"version\": \"1.0.0\", \"capabilities\": [{ \"capability\": ";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_written_is_read_again_and_holds_what_was_reached()
    {
        var reached = new ReachedCapability(new Capability("process:start", "git"), "Acme.Git", []);
        var path = _folder.Write(AcceptedCapabilities.FileName, string.Empty);
        File.WriteAllBytes(path, AcceptedCapabilities.Of(new CapabilityReport("Acme.Orders", "1.2.0", "map", [reached, reached], [])).Write());

        var (accepted, findings) = AcceptedCapabilities.Read(path);

        Assert.Empty(findings);
        Assert.Equal("1.2.0", accepted!.Version);
        Assert.Single(accepted.Capabilities);
        Assert.True(accepted.Holds(reached with { Package = "ACME.GIT" }));
        Assert.False(accepted.Holds(reached with { Package = "Other" }));
        Assert.False(accepted.Holds(reached with { Capability = new Capability("process:start", null) }));
    }

    [Fact]
    public void No_file_accepts_nothing_and_is_no_finding() => Assert.Equal((null, 0), (AcceptedCapabilities.Read(_folder["none"]).Accepted, AcceptedCapabilities.Read(_folder["none"]).Findings.Length));

    [Theory]
    [InlineData("", "the file is empty. Delete it, or run 'modulebuild accept'.")]
    [InlineData("{}", "its 'formatVersion' is not 1, the one that this tool knows. Update ModuleBuild, or run 'modulebuild accept'.")]
    [InlineData("{ \"formatVersion\": 1, \"version\": \"1.0.0\", \"capabilities\": [1] }", "'capabilities[0]' is the number 1; expected an object with \"capability\" and \"package\".")]
    [InlineData("{ \"formatVersion\": 1, \"version\": \"1.0.0\", \"capabilites\": [] }", "it has no field 'capabilites'. Did you mean 'capabilities'?")]
    [InlineData(One + "\"proces:start:git\", \"package\": \"A\" }] }", "'capabilities[0].capability' is \"proces:start:git\", which is no capability. Did you mean \"process:start:git\"?")]
    [InlineData(One + "\"network:access:a.b\", \"package\": \"A\" }] }", "'capabilities[0].capability' is \"network:access:a.b\", which is no capability. Did you mean \"network:connect:a.b\"?")]
    [InlineData(One + "\"tide\", \"package\": \"A\" }] }", "'capabilities[0].capability' is \"tide\", which is no capability. docs/capabilities.md lists the kinds.")]
    public void MB2021_a_list_that_is_not_understood(string text, string expected)
    {
        var (accepted, findings) = AcceptedCapabilities.Read(_folder.Write(AcceptedCapabilities.FileName, text));

        Assert.Null(accepted);
        Assert.Equal(("MB2021", $"The accepted capabilities cannot be used: {expected}"), (Assert.Single(findings).Code, findings[0].Message));
    }

    public void Dispose() => _folder.Dispose();
}

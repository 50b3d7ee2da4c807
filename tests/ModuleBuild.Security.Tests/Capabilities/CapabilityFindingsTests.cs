using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Capabilities;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>Reports against permissions, and against each other.</summary>
public sealed class CapabilityFindingsTests
{
    private static readonly SourceLocation Place = new("module.json", 3, 5);

    [Fact]
    public void Undeclared_capability_of_a_package_is_MB2010_with_the_path()
    {
        var finding = Assert.Single(CapabilityFindings.Of(Report("1.0.0", Reached("network:connect", "api.example.com", "Acme.Http")), ["file:read"], Place));

        Assert.Equal("MB2010", finding.Code);
        Assert.Equal(
            """
            'network:connect:api.example.com' is reached through Acme.Http, and no permission allows it. Add 'network:access:api.example.com' to 'permissions', or do without what reaches it.
              Acme.Orders.Run()  Run.cs(7)
              -> Acme.Http.Client.Get()
            """,
            finding.Message.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Declared_capability_is_no_finding() =>
        Assert.Empty(CapabilityFindings.Of(Report("1.0.0", Reached("network:connect", "api.example.com", "Acme.Http")), ["network:access:*.example.com"], Place));

    [Fact]
    public void The_modules_own_code_is_the_analyzers_unless_asked()
    {
        var report = Report("1.0.0", Reached("process:start", "git", "Acme.Orders"));

        Assert.Empty(CapabilityFindings.Of(report, [], Place));
        Assert.Single(CapabilityFindings.Of(report, [], Place, isJudged: _ => false));
    }

    [Fact]
    public void What_does_not_gate_is_no_finding_unless_policy_says_so()
    {
        var report = Report("1.0.0", Reached("reflection:invoke", null, "Acme.Http"));

        Assert.Empty(CapabilityFindings.Of(report, [], Place));
        Assert.Single(CapabilityFindings.Of(report, [], Place, gates: _ => true));
    }

    [Fact]
    public void Unknown_assembly_is_MB2011()
    {
        var report = Report("1.0.0") with { Unknown = [new UnknownAssembly("Acme.Native", "it was not found")] };
        var finding = Assert.Single(CapabilityFindings.Of(report, [], Place));

        Assert.Equal(("MB2011", Severity.Warning), (finding.Code, finding.Severity));
        Assert.StartsWith("What 'Acme.Native' does is not known: it was not found.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Newly_reached_capability_is_MB2005()
    {
        var before = Report("1.2.0", Reached("network:connect", "api.example.com", "Acme.Http"));
        var after = Report("1.3.0", Reached("network:connect", "api.example.com", "Acme.Http"), Reached("process:start", "git", "Acme.Http"));

        var difference = CapabilityDifference.Of(before, after);
        var finding = Assert.Single(CapabilityFindings.Of(difference, Place));

        Assert.Equal("MB2005", finding.Code);
        Assert.StartsWith("Acme.Orders 1.3.0 newly reaches 'process:start:git' through Acme.Http; Acme.Orders 1.2.0 did not.", finding.Message, StringComparison.Ordinal);
        Assert.Empty(difference.Removed);
    }

    [Fact]
    public void What_is_no_longer_reached_is_no_finding()
    {
        var difference = CapabilityDifference.Of(Report("1.2.0", Reached("process:start", "git", "Acme.Http")), Report("1.3.0"));

        Assert.Single(difference.Removed);
        Assert.Empty(CapabilityFindings.Of(difference, Place));
    }

    [Fact]
    public void Report_is_read_as_it_was_written()
    {
        var report = Report("1.0.0", Reached("process:start", "git", "Acme.Http"), Reached("reflection:invoke", null, "Acme.Http")) with
        {
            Unknown = [new UnknownAssembly("Acme.Native", "it was not found")],
        };
        var bytes = CapabilityReportFile.Write(report);

        Assert.Equal(bytes, CapabilityReportFile.Write(CapabilityReportFile.Read("capabilities.json", bytes).Report!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"formatVersion":2}""")]
    [InlineData("""{"formatVersion":1,"module":"A","version":"","map":"x","capabilities":[],"unknown":[],"more":1}""")]
    [InlineData("""{"formatVersion":1,"module":"A","version":"","map":"x","capabilities":[{}],"unknown":[]}""")]
    [InlineData("""{"formatVersion":1,"module":"A","version":"","map":"x","capabilities":[{"capability":"no:kind","target":null,"package":"p","assembly":"a","path":[]}],"unknown":[]}""")]
    [InlineData("""{"formatVersion":1,"module":"\ud800","version":"","map":"x","capabilities":{},"unknown":[]}""")]
    public void Report_that_is_not_understood_is_refused(string json)
    {
        var (report, findings) = CapabilityReportFile.Read("capabilities.json", System.Text.Encoding.UTF8.GetBytes(json));

        Assert.Null(report);
        Assert.Equal("MB9008", Assert.Single(findings).Code);
    }

    private static CapabilityReport Report(string version, params ReachedCapability[] reached) => new("Acme.Orders", version, "map", [.. reached], []);

    private static ReachedCapability Reached(string kind, string? target, string package) => new(
        new Capability(kind, target), package, [new CallStep("Acme.Orders", "Acme.Orders.Run()", "Run.cs", 7), new CallStep(package, "Acme.Http.Client.Get()")]);
}

using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Policy;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Robustness;

/// <summary>Ten thousand damaged files of each kind that stands in a repository or a package: read, or told; no exception, no end of time.</summary>
public sealed class DamagedFileTests
{
    [Fact]
    public void Settings_of_a_workspace() => Feed(
        "modulebuild.json",
        """{ "resolution": { "strategy": "newest", "hosts": { "Acme.Host": "1.0.0" }, "exclude": [ { "id": "A", "range": "[1.0]", "reason": "because" } ], "sources": [ "feed" ] }, "security": { "minimumScore": 80, "severities": { "MB2004": "error" }, "deny": [ "process:start" ], "gates": { "reflection:invoke": true }, "exceptions": [ { "code": "MB2007", "subject": "GHSA-*", "reason": "It is never reached.", "expires": "2027-03-31" } ], "advisories": [ "./osv" ], "clamd": "127.0.0.1:3310" } }""",
        path =>
        {
            var (settings, findings) = WorkspaceSettings.Read(Path.GetDirectoryName(path)!);
            AssertTold(settings is not null, findings);
        });

    [Fact]
    public void Accepted_capabilities() => Feed(
        AcceptedCapabilities.FileName,
        """{ "formatVersion": 1, "version": "1.0.0", "capabilities": [ { "capability": "process:start:git", "package": "Acme.Git" }, { "capability": "network:connect:*", "package": "Acme.Http" } ] }""",
        path =>
        {
            var (accepted, findings) = AcceptedCapabilities.Read(path);
            AssertTold(accepted is not null, findings);
        });

    [Fact]
    public void Baselines() => Feed(
        "modulebuild.baseline.json",
        """{ "version": 1, "accepted": [ { "code": "MB0012", "file": "src/A/module.json", "subject": "/license", "reason": "It is dual." }, { "code": "MB2004", "file": "module.json" } ] }""",
        path =>
        {
            var (baseline, findings) = Baseline.ReadFile(path);
            AssertTold(baseline is not null, findings);
        });

    [Fact]
    public void Capabilities_of_a_package()
    {
        var step = new CallStep("Acme.A", "Acme.A.Run()", null, 0);
        var report = new CapabilityReport("Acme.Orders", "1.2.0", "map", [new ReachedCapability(new Capability("process:start", "git"), "Acme.Git", [step])], []);

        DamagedBytes.Feed([CapabilityReportFile.Write(report)], DamagedBytes.JsonTokens, bytes =>
        {
            var (read, findings) = CapabilityReportFile.Read("capabilities.json", bytes);
            AssertTold(read is not null, findings);
        });
    }

    private static void Feed(string name, string whole, Action<string> read) =>
        DamagedBytes.FeedFiles(name, [System.Text.Encoding.UTF8.GetBytes(whole)], DamagedBytes.JsonTokens, read);

    private static void AssertTold(bool isRead, IReadOnlyList<Finding> findings)
    {
        Assert.True(isRead || findings.Count > 0);
        Assert.All(findings, finding => Assert.DoesNotContain(finding.Message, char.IsControl));
    }
}

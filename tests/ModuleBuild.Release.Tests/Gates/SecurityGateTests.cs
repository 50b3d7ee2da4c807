using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Tests.Evidence;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Release.Tests.Gates;

/// <summary>Gates about security that read evidence.</summary>
public sealed class SecurityGateTests : IDisposable
{
    private const string ScoreRemedy = " | See 'modulebuild score' for what gets the points back, and release the module again.";
    private const string ScanRemedy = " | Name ClamAV's daemon in 'security.clamd' of modulebuild.json, and release such a module again.";
    private const string SbomRemedy = " | Build the module with the stage 'sbom' on (ModuleBuildSbom), and release it again.";
    private const string SignRemedy = " | Sign the package before it is published ('dotnet nuget sign'), or name the certificate in 'gates.signature.certificates'.";
    private const string VulnerableRemedy = " | Update the package, or except the advisory in 'gates.vulnerabilities.exceptions' with a reason and a last day; make sources reachable that do not answer.";
    private const string CapabilityRemedy = " | See 'modulebuild analyze' for the path to it; do without it, or change 'gates.capabilities' of the policy.";

    private readonly Packages _packages = new();

    [Fact]
    public async Task Scores_have_a_minimum()
    {
        var input = Judge.Input(_packages.Add(Packages.Good("A", score: 64), Packages.Good("B", score: 80), TestPackage.Module("C", "1.0.0")));

        Assert.Equal(
            "Fail: A 1.0.0 has 64 points; the minimum is 70. C 1.0.0 has no security.json: it was built without the security checks." + ScoreRemedy,
            await Judge.AskAsync(new ScoreGate(_packages.Evidence, 70), input));
        Assert.Equal(
            "Pass: The least score is 80; the minimum is 80.",
            await Judge.AskAsync(new ScoreGate(_packages.Evidence, 80), Judge.Input(_packages.Add(Packages.Good("B", score: 80)))));
    }

    [Fact]
    public async Task Worse_of_two_verdicts_counts()
    {
        var input = Judge.Input(_packages.Add(Packages.Good("A").WithEvidence("security.package.json", "metrics", Packages.Security(50))));

        Assert.Equal("Fail: A 1.0.0 has 50 points; the minimum is 70." + ScoreRemedy, await Judge.AskAsync(new ScoreGate(_packages.Evidence, 70), input));
    }

    [Fact]
    public async Task What_was_not_scanned_is_refused()
    {
        var input = Judge.Input(_packages.Add(Packages.Good("A", notLookedAt: ["malware"]), Packages.Good("B"), TestPackage.Module("C", "1.0.0")));

        Assert.Equal("Fail: A 1.0.0, C 1.0.0 were not scanned for malware." + ScanRemedy, await Judge.AskAsync(new MalwareScanGate(_packages.Evidence), input));
        Assert.Equal("Pass: 1 module scanned, and nothing found.", await Judge.AskAsync(new MalwareScanGate(_packages.Evidence), Judge.Input(_packages.Add(Packages.Good("B")))));
    }

    [Fact]
    public async Task Every_module_has_a_whole_SBOM()
    {
        var part = TestPackage.Module("A", "1.0.0").WithEvidence("A.cdx.json", "sbom", Packages.Sbom([]).Replace("\"complete\"", "\"incomplete\"", StringComparison.Ordinal));
        var input = Judge.Input(_packages.Add(part, TestPackage.Module("C", "1.0.0")));

        Assert.Equal(
            "Fail: The SBOM of A 1.0.0 does not say that it is complete. C 1.0.0 has no SBOM." + SbomRemedy,
            await Judge.AskAsync(new SbomGate(_packages.Evidence), input));
        Assert.Equal("Pass: 1 SBOM list every file.", await Judge.AskAsync(new SbomGate(_packages.Evidence), Judge.Input(_packages.Add(Packages.Good("B")))));
    }

    [Fact]
    public async Task Signatures_are_those_of_the_policy()
    {
        var input = Judge.Input(_packages.Add(Packages.Good("A"), Packages.Good("B")));
        _packages.Signatures["B"] = new ModuleSignature("Author", "CN=Acme", "abcd");

        Assert.Equal("Fail: A 1.0.0 has no signature that holds." + SignRemedy, await Judge.AskAsync(new SignatureGate(_packages.Evidence, []), input));
        Assert.Equal(
            "Fail: A 1.0.0 has no signature that holds. B 1.0.0 is signed by CN=Acme (abcd), which the policy does not name." + SignRemedy,
            await Judge.AskAsync(new SignatureGate(_packages.Evidence, ["0000"]), input));
        Assert.Equal(
            "Pass: 1 package signed by certificates of the policy.",
            await Judge.AskAsync(new SignatureGate(_packages.Evidence, ["abcd"]), Judge.Input(_packages.Add(Packages.Good("B")))));
    }

    [Theory]
    [InlineData(null, "Fail: Serilog 4.2.0 has GHSA-1 (moderate). First fixed: 4.2.1." + VulnerableRemedy)]
    [InlineData(AdvisorySeverity.Low, "Fail: Serilog 4.2.0 has GHSA-1 (moderate). First fixed: 4.2.1." + VulnerableRemedy)]
    [InlineData(AdvisorySeverity.Moderate, "Pass: Nothing worse than 'moderate' is known of 2 packages.")]
    public async Task Vulnerabilities_are_asked_for_again(AdvisorySeverity? maximum, string answer) =>
        Assert.Equal(answer, await Judge.AskAsync(Vulnerabilities(new VulnerabilityRules(maximum, true), Known()), Judge.Input(_packages.Add(Packages.Good("A")))));

    [Theory]
    [InlineData("GHSA-1", "2026-11-25", "Pass: Nothing worse than 'none' is known of 2 packages.")]
    [InlineData("CVE-7", "2026-11-25", "Pass: Nothing worse than 'none' is known of 2 packages.")]
    [InlineData("serilog", "2026-11-25", "Pass: Nothing worse than 'none' is known of 2 packages.")]
    [InlineData("Serilo", "2026-11-25", "Fail: Serilog 4.2.0 has GHSA-1 (moderate). First fixed: 4.2.1." + VulnerableRemedy)]
    [InlineData("GHSA-1", "2026-11-24", "Fail: Serilog 4.2.0 has GHSA-1 (moderate). First fixed: 4.2.1. Its exception ended on 2026-11-24." + VulnerableRemedy)]
    public async Task Exceptions_end(string subject, string expires, string answer)
    {
        var day = DateOnly.Parse(expires, System.Globalization.CultureInfo.InvariantCulture);
        var input = Judge.Input(_packages.Add(Packages.Good("A")));
        var rules = new VulnerabilityRules(null, true);
        var workspace = new SecuritySettings { Exceptions = [new PolicyException("MB2007", subject, "Not reached.", day, SourceLocation.None)] };

        Assert.Equal(answer, await Judge.AskAsync(Vulnerabilities(rules with { Exceptions = [new VulnerabilityException(subject, "Not reached.", day)] }, Known()), input));
        Assert.Equal(answer, await Judge.AskAsync(new VulnerabilitiesGate(_packages.Evidence, rules, [Known()], workspace), input));
    }

    [Theory]
    [InlineData(true, "Fail: nuget.org does not answer." + VulnerableRemedy)]
    [InlineData(false, "Pass: Nothing worse than 'none' is known of 2 packages. Not looked at: nuget.org does not answer.")]
    public async Task Source_that_does_not_answer_is_never_silent(bool fails, string answer) => Assert.Equal(
        answer,
        await Judge.AskAsync(Vulnerabilities(new VulnerabilityRules(null, fails), new Advisories(new AdvisoryAnswer([], ["nuget.org does not answer."], 1))), Judge.Input(_packages.Add(Packages.Good("A")))));

    [Fact]
    public async Task Nobody_who_knows_and_nothing_to_ask_about_are_told()
    {
        var input = Judge.Input(_packages.Add(TestPackage.Module("C", "1.0.0")));

        Assert.Equal(
            "Fail: No source knows any advisories. C 1.0.0 has no SBOM, so that it is not known what runs with it." + VulnerableRemedy,
            await Judge.AskAsync(new VulnerabilitiesGate(_packages.Evidence, new VulnerabilityRules(null, true), [], new SecuritySettings()), input));
    }

    [Fact]
    public async Task Denied_capabilities_are_found()
    {
        var input = Judge.Input(_packages.Add(With("A", "1.0.0", "process:start:git", "network:connect:api.example.net"), TestPackage.Module("C", "1.0.0")));
        var rules = GatePolicy.Of(SecurityLevel.Low) with { Deny = ["process:start"] };
        var gate = new CapabilitiesGate(_packages.Evidence, rules, new SecuritySettings { Deny = ["network:connect:*.example.net"] }, Nobody());

        Assert.Equal(
            "Fail: A 1.0.0 can do process:start:git (in A), which 'process:start' denies. A 1.0.0 can do network:connect:api.example.net (in A), which 'network:connect:*.example.net' denies. C 1.0.0 has no capabilities.json: nobody looked at what it can do." + CapabilityRemedy,
            await Judge.AskAsync(gate, input));
    }

    [Theory]
    [InlineData(NewCapabilities.Allow, "Pass: 1 module can do nothing that is denied or new, as far as evidence says. C 1.0.0 has no capabilities.json: nobody looked at what it can do.")]
    [InlineData(NewCapabilities.Fail, "Fail: C 1.0.0 has no capabilities.json: nobody looked at what it can do." + CapabilityRemedy)]
    public async Task What_nobody_looked_at_is_told_and_refused_where_the_policy_asks(NewCapabilities rule, string answer) => Assert.Equal(answer, await Judge.AskAsync(
        new CapabilitiesGate(_packages.Evidence, GatePolicy.Of(SecurityLevel.Low) with { NewCapabilities = rule }, new SecuritySettings(), Nobody()),
        Judge.Input(_packages.Add(TestPackage.Module("C", "1.0.0")))));

    [Theory]
    [InlineData(NewCapabilities.Allow, "Pass: Nothing is denied. New: A 2.0.0 can do process:start:git.")]
    [InlineData(NewCapabilities.Fail, "Fail: A 2.0.0 can do process:start:git." + CapabilityRemedy)]
    [InlineData(NewCapabilities.Approve, "Fail: New: A 2.0.0 can do process:start:git. The policy names nobody who may approve. | Name a file of signers in 'approvals.signers' of the policy.")]
    public async Task New_capabilities_are_told_approved_or_refused(NewCapabilities rule, string answer)
    {
        var current = _packages.Add(With("A", "1.0.0", "file:read:*"));
        var target = _packages.Add(With("A", "2.0.0", "file:read:*", "process:start:git"));
        var gate = new CapabilitiesGate(_packages.Evidence, GatePolicy.Of(SecurityLevel.Low) with { NewCapabilities = rule }, new SecuritySettings(), Nobody());

        Assert.Equal(answer, await Judge.AskAsync(gate, Judge.Input(target, current)));
        Assert.Equal("Pass: 1 module can do nothing that is denied or new, as far as evidence says.", await Judge.AskAsync(gate, Judge.Input(current, current)));
        Assert.Equal("Pass: 1 module can do nothing that is denied or new, as far as evidence says.", await Judge.AskAsync(gate, Judge.Input(target)));
    }

    [Theory]
    [InlineData("map", "", "", "Fail: A 1.0.0 can do process:start:git, which its capabilities.json does not say: it was not made from these assemblies.")]
    [InlineData("newer", "", "", "Pass: 2 modules can do nothing that is denied or new, as far as evidence says. A 1.0.0 can do process:start:git as well, as this version of ModuleBuild sees it.")]
    [InlineData("newer", "process:start", "", "Fail: A 1.0.0 can do process:start:git, as its assemblies show, which 'process:start' denies.")]
    [InlineData("map", "", "cafe", "Pass: 2 modules can do nothing that is denied or new, as far as evidence says.")]
    public async Task What_evidence_says_is_recounted_unless_somebody_trusted_signed_it(string map, string denied, string trusted, string answer)
    {
        _packages.Signatures["A"] = new ModuleSignature("Author", "CN=Ann", "cafe");
        var current = _packages.Add(With("A", "0.9.0", "file:read:*"), With("B", "1.0.0"));
        var target = _packages.Add(With("A", "1.0.0", "file:read:*"), With("B", "1.0.0"));
        var rules = GatePolicy.Of(SecurityLevel.Low) with { Deny = denied.Length == 0 ? [] : [denied], Certificates = trusted.Length == 0 ? [] : [trusted] };
        var recount = new Recount(new RecountedCapabilities(map, [new Capability("file:read", "/etc/passwd"), new Capability("process:start", "git")]));

        Assert.StartsWith(answer, await Judge.AskAsync(new CapabilitiesGate(_packages.Evidence, rules, new SecuritySettings(), Nobody(), recount), Judge.Input(target, current)), StringComparison.Ordinal);
        Assert.Equal(trusted.Length == 0 ? ["A", "A"] : [], recount.Asked);
    }

    [Theory]
    [InlineData("000000000000", NewCapabilities.Allow, false, "Pass: Nothing is denied. New: A 1.0.0 can do process:start:git, as its assemblies show.")]
    [InlineData("000000000000", NewCapabilities.Fail, false, "Fail: A 1.0.0 can do process:start:git, as its assemblies show." + CapabilityRemedy)]
    [InlineData("000000000000", NewCapabilities.Approve, false, "Fail: New: A 1.0.0 can do process:start:git, as its assemblies show. The policy names nobody who may approve. | Name a file of signers in 'approvals.signers' of the policy.")]
    [InlineData("map", NewCapabilities.Fail, true, "Fail: A 1.0.0 can do process:start:git, as its assemblies show." + CapabilityRemedy)]
    public async Task What_only_a_recount_sees_is_new_whatever_map_the_evidence_names(string map, NewCapabilities rule, bool isWider, string answer)
    {
        var current = _packages.Add(With("A", "0.9.0"));
        var target = _packages.Add(With("A", "1.0.0"));
        var rules = GatePolicy.Of(SecurityLevel.Low) with { NewCapabilities = rule };
        var recount = new Recount(new RecountedCapabilities(map, [new Capability("process:start", "git")], IsWider: isWider), "1.0.0");

        Assert.Equal(answer, await Judge.AskAsync(new CapabilitiesGate(_packages.Evidence, rules, new SecuritySettings(), Nobody(), recount), Judge.Input(target, current)));
    }

    [Theory]
    [InlineData("", "Pass: 1 module can do nothing that is denied or new, as far as evidence says. What the assemblies of A 1.0.0 can do was not compared with its evidence: nobody can.")]
    [InlineData("process:start", "Fail: What the assemblies of A 1.0.0 can do was not compared with its evidence: nobody can." + CapabilityRemedy)]
    public async Task What_cannot_be_recounted_is_told_and_refused_where_the_policy_asks(string denied, string answer)
    {
        var rules = GatePolicy.Of(SecurityLevel.Low) with { Deny = denied.Length == 0 ? [] : [denied] };
        var gate = new CapabilitiesGate(_packages.Evidence, rules, new SecuritySettings(), Nobody(), new Recount(new RecountedCapabilities("map", [], "nobody can.")));

        Assert.Equal(answer, await Judge.AskAsync(gate, Judge.Input(_packages.Add(With("A", "1.0.0")), _packages.Add(With("A", "0.9.0")))));
    }

    public void Dispose() => _packages.Dispose();

    private sealed class Recount(RecountedCapabilities answer, string? version = null) : ICapabilityRecount
    {
        public List<string> Asked { get; } = [];

        public Task<RecountedCapabilities> RecountAsync(ModulePackage package, CancellationToken cancellation)
        {
            Asked.Add(package.Id);
            return Task.FromResult(version is null || package.Version.ToNormalizedString() == version ? answer : answer with { Capabilities = [] });
        }
    }

    private static TestPackage With(string id, string version, params string[] capabilities) =>
        TestPackage.Module(id, version).WithEvidence("capabilities.json", "capabilities", Packages.Capabilities(id, version, capabilities));

    private static ApprovalCount Nobody() => new(new SshApprovalVerifier(TimeProvider.System), null);

    private VulnerabilitiesGate Vulnerabilities(VulnerabilityRules rules, IAdvisorySource source) => new(_packages.Evidence, rules, [source], new SecuritySettings());

    private static Advisories Known() => new(new AdvisoryAnswer(
        [(new PackageVersion("Serilog", NuGetVersion.Parse("4.2.0")), new Advisory("GHSA-1", AdvisorySeverity.Moderate, null, NuGetVersion.Parse("4.2.1")) { Aliases = ["CVE-7"] })], [], 1));

    private sealed class Advisories(AdvisoryAnswer answer) : IAdvisorySource
    {
        public Task<AdvisoryAnswer> AdviseAsync(ImmutableArray<PackageVersion> packages, CancellationToken cancellation) => Task.FromResult(answer with
        {
            Advisories = [.. answer.Advisories.Where(pair => packages.Contains(pair.Package))],
        });
    }
}

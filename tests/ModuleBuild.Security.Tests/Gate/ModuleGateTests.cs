using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Tools;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Gate;
using ModuleBuild.Security.Score;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Gate;

public sealed class ModuleGateTests : IDisposable
{
    private static readonly DateOnly Day = new(2027, 3, 31);

    private readonly TemporaryFolder _folder = new();
    private readonly string _http;
    private readonly string _orders;

    public ModuleGateTests()
    {
        _http = CompiledProgram.Compile(_folder.Path, "Acme.Http",
            "namespace Acme.Http; public class Client { public void Get() => System.Diagnostics.Process.Start(\"git\"); }");
        _orders = CompiledProgram.Compile(_folder.Path, "Acme.Orders",
            "namespace Acme.Orders; public class Importer { public void Run() => new Acme.Http.Client().Get(); }", references: _http);
    }

    [Fact]
    public void MB2010_what_a_package_reaches_and_nobody_declared_with_the_path_and_own_sources_below_the_root()
    {
        var finding = Assert.Single(Look());

        Assert.Equal(("MB2010", "Acme.Http process:start:git"), (finding.Code, finding.Subject));
        Assert.Equal(["Acme.Orders", "Acme.Http"], finding.Path.Take(2).Select(step => step.Assembly));
        Assert.Equal("Acme.Orders.cs", finding.Path[0].File);
        Assert.DoesNotContain(_folder.Path, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_declared_is_clean_and_what_nothing_uses_is_MB2002()
    {
        Assert.Empty(Look("process:start:git"));
        Assert.Equal(["MB2002"], Look("process:start:git", "network:listen:80").Select(finding => finding.Code));
    }

    [Fact]
    public void Own_code_counts_where_no_analyzer_judged_it_and_where_nothing_of_the_kind_is_permitted_or_suppressed()
    {
        var own = CompiledProgram.Compile(_folder.Path, "Acme.Own", "namespace Acme.Own; public class Tool { public void Run() => System.Diagnostics.Process.Start(\"sh\"); }");
        var silent = Log(new ToolRule("MB2001", null, Severity.Error));
        var suppressed = silent with
        {
            Results = [new ToolResult("MB2001", Severity.Error, "'Start' can start programs, and module.json does not permit it. Add 'process:start:sh' to its permissions, or remove the call.", SourceLocation.None) { IsSuppressed = true }],
        };

        Assert.Equal(["Acme.Own process:start:sh"], Found(null));
        Assert.Equal(["Acme.Own process:start:sh"], Found(Log()));
        Assert.Equal(["Acme.Own process:start:sh"], Found(silent)); // the assembly is not what the compiler made of the source
        Assert.Equal(["Acme.Own process:start:sh"], Found(null, "process:start:git"));
        Assert.Empty(Found(silent, "process:start:git")); // the analyzer knows the target better
        Assert.Empty(Found(suppressed));

        static ToolRun Log(params ToolRule[] rules) => new("Roslyn", "5", [.. rules], []) { InformationLink = "https://example.org" };

        IEnumerable<string> Found(ToolRun? log, params string[] permissions) => ModuleGate.Look(
            Input(Manifest(permissions, string.Empty), new SecuritySettings(), null) with { Module = "Acme.Own", Files = [new AnalyzedFile(own, "Acme.Own", IsRoot: true)], OwnSource = log },
            TestContext.Current.CancellationToken).Findings.Where(finding => finding.Code == "MB2010").Select(finding => finding.Subject);
    }

    [Fact]
    public void MB2018_what_policy_denies_although_it_is_declared() =>
        Assert.Equal(["MB2018"], Look(new SecuritySettings { Deny = ["process:start"] }, null, "process:start:git").Select(finding => finding.Code));

    [Fact]
    public void MB2005_what_was_not_accepted_and_nothing_without_a_list()
    {
        var empty = new AcceptedCapabilities("1.2.0", []);
        var all = new AcceptedCapabilities("1.2.0", [new AcceptedCapability("process:start:git", "acme.http")]);

        var finding = Assert.Single(Look(new SecuritySettings(), empty, "process:start:git"));

        Assert.Equal("MB2005", finding.Code);
        Assert.StartsWith("Acme.Orders 1.3.0 newly reaches 'process:start:git' through Acme.Http; Acme.Orders 1.2.0 did not.", finding.Message, StringComparison.Ordinal);
        Assert.Empty(Look(new SecuritySettings(), all, "process:start:git"));
        Assert.Empty(Look("process:start:git"));
    }

    [Theory]
    [InlineData("dependencies")]
    [InlineData("host")]
    public void Library_that_is_declared_as_if_it_were_a_module_or_the_host_is_not_excused_by_that(string field) =>
        Assert.Equal(["MB2010"], Look(Manifest([], $", \"{field}\": {{ \"Acme.Http\": \"[1.0,2.0)\" }}"), new SecuritySettings(), null).Select(finding => finding.Code));

    [Fact]
    public void What_another_module_or_the_host_does_is_theirs_to_declare()
    {
        var input = Input(Manifest([], string.Empty), new SecuritySettings(), null) with { Others = new HashSet<string> { "Acme.Http" } };

        Assert.Empty(ModuleGate.Look(input, TestContext.Current.CancellationToken).Findings);
    }

    [Fact]
    public void Assembly_that_is_missing_is_unknown_unless_the_host_gives_it()
    {
        var files = new[] { new AnalyzedFile(_orders, "Acme.Orders", IsRoot: true) };
        var input = Input(Manifest([], string.Empty), new SecuritySettings(), null) with { Files = [.. files] };

        var (report, findings) = ModuleGate.Look(input, TestContext.Current.CancellationToken);
        var (given, none) = ModuleGate.Look(input with { GivenByHost = new HashSet<string> { "Acme.Http" } }, TestContext.Current.CancellationToken);

        Assert.Equal("Acme.Http", Assert.Single(report.Unknown).Name);
        Assert.Equal(["MB2011"], findings.Select(finding => finding.Code));
        Assert.Empty(given.Unknown);
        Assert.Empty(none);
    }

    [Fact]
    public void Verdict_fails_on_an_error_and_tells_MB2017_with_every_lost_point_below_the_minimum()
    {
        var findings = Look();

        var verdict = GateVerdict.Of(new SecuritySettings { MinimumScore = 90 }, findings, [], [ScoreKind.Malware], SourceLocation.None, Day);

        Assert.False(verdict.Passes);
        Assert.Equal(80, verdict.Score.Points);
        Assert.Equal(["MB2010", "MB2017"], verdict.Findings.Select(finding => finding.Code));
        Assert.Equal(
            """
            The security score is 80, and policy asks for 90 at least. Most is lost by MB2010 (15): declare the permission, or do without what reaches it.
              -15  MB2010 (1, static analysis): declare the permission, or do without what reaches it
              -5  not looked at (malware): name ClamAV's daemon in 'clamd'
            """,
            verdict.Findings[1].Message, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Exception_makes_it_pass_and_its_evidence_says_so()
    {
        var settings = new SecuritySettings { Exceptions = [new PolicyException("MB2010", "Acme.Http", "Known.", Day, SourceLocation.None)] };

        var verdict = GateVerdict.Of(settings, Look(), [], [], SourceLocation.None, Day);

        Assert.True(verdict.Passes);
        Assert.Equal(100, verdict.Score.Points);
        Assert.Single(verdict.Accepted);
        Assert.Contains("\"securityScanPassed\": true", System.Text.Encoding.UTF8.GetString(SecurityEvidence.Write(verdict)), StringComparison.Ordinal);
    }

    private IReadOnlyList<Finding> Look(params string[] permissions) => Look(new SecuritySettings(), null, permissions);

    private IReadOnlyList<Finding> Look(SecuritySettings policy, AcceptedCapabilities? accepted, params string[] permissions) =>
        Look(Manifest(permissions, string.Empty), policy, accepted);

    private IReadOnlyList<Finding> Look(ManifestDocument document, SecuritySettings policy, AcceptedCapabilities? accepted) =>
        ModuleGate.Look(Input(document, policy, accepted), TestContext.Current.CancellationToken).Findings;

    private ModuleGateInput Input(ManifestDocument document, SecuritySettings policy, AcceptedCapabilities? accepted) => new()
    {
        Document = document,
        Module = "Acme.Orders",
        Version = "1.3.0",
        Files = [new AnalyzedFile(_orders, "Acme.Orders", IsRoot: true), new AnalyzedFile(_http, "Acme.Http", IsRoot: false)],
        Policy = policy,
        Accepted = accepted,
        Root = _folder.Path,
    };

    private ManifestDocument Manifest(string[] permissions, string more) => ManifestReader.ReadFile(_folder.Write("module.json", $$"""
        {
          "manifestVersion": 1, "name": "Acme Orders", "summary": "Imports orders and keeps them.", "license": "MIT",
          "permissions": { "required": [{{string.Join(", ", permissions.Select(permission => $"\"{permission}\""))}}] }{{more}}
        }
        """)).Document!;

    public void Dispose() => _folder.Dispose();
}

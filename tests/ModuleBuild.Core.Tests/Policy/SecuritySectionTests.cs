using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Policy;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Policy;

public sealed class SecuritySectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Everything_that_can_be_said_is_understood()
    {
        _folder.Write("modulebuild.json", """
            {
              "security": {
                "minimumScore": 80,
                "severities": { "mb2004": "error", "MB2010": "note", "MB2011": "off" },
                "deny": ["process:start", "network:connect:*.example.net", "network:access:a.example"],
                "gates": { "reflection:invoke": true, "env:read": false },
                "exceptions": [
                  { "code": "mb2005", "subject": "Acme.Http*", "reason": "Waits for 3.0.", "expires": "2027-03-31" }
                ],
                "advisories": ["./osv"],
                "advisoryThreshold": "high",
                "requireAdvisories": true,
                "clamd": "127.0.0.1:3310",
                "requireMalwareScan": true,
                "x-note": "ours"
              }
            }
            """);

        var (settings, findings) = WorkspaceSettings.Read(_folder.Path);

        Assert.Empty(findings);
        var security = settings!.Security;
        Assert.Equal((80, AdvisoryThreshold.High, true, "127.0.0.1:3310", true),
            (security.MinimumScore, security.AdvisoryThreshold, security.FailsWithoutAdvisories, security.Clamd, security.RequiresMalwareScan));
        Assert.Equal(
            [("mb2004", Severity.Error), ("MB2010", Severity.Note), ("MB2011", null)],
            security.Severities.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(["process:start", "network:connect:*.example.net", "network:access:a.example"], security.Deny);
        Assert.Equal([("env:read", false), ("reflection:invoke", true)], security.Gates.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([_folder["osv"]], security.Advisories);
        var exception = Assert.Single(security.Exceptions);
        Assert.Equal(
            ("MB2005", "Acme.Http*", "Waits for 3.0.", new DateOnly(2027, 3, 31), 8),
            (exception.Code, exception.Subject, exception.Reason, exception.Expires, exception.Location.Line));
    }

    [Fact]
    public void Without_the_section_seventy_points_pass()
    {
        _folder.Write("modulebuild.json", "{}");

        Assert.Equal(70, WorkspaceSettings.Read(_folder.Path).Settings!.Security.MinimumScore);
    }

    [Theory]
    [InlineData("\"minimumScor\": 1", "it has no field 'security.minimumScor'. Did you mean 'minimumScore'?")]
    [InlineData("\"minimumScore\": 101", "'security.minimumScore' is the number 101; expected a whole number from 0 to 100.")]
    [InlineData("\"minimumScore\": 7.5", "'security.minimumScore' is the number 7.5; expected a whole number from 0 to 100.")]
    [InlineData("\"severities\": { \"MB2040\": \"error\" }", "'security.severities.MB2040': \"MB2040\" is no code. Did you mean \"MB2004\"?")]
    [InlineData("\"severities\": { \"MB0004\": \"note\" }", "'security.severities.MB0004': MB0004 is not about security or compatibility. A build's warnings obey NoWarn and WarningsAsErrors; errors are accepted in a baseline.")]
    [InlineData("\"severities\": { \"MB2001\": \"off\" }", "'security.severities.MB2001': MB2001 comes from the compiler. Set dotnet_diagnostic.MB2001.severity in .editorconfig, or suppress it in the source.")]
    [InlineData("\"severities\": { \"MB2004\": \"eror\" }", "'security.severities.MB2004' is \"eror\". Did you mean \"error\"?")]
    [InlineData("\"severities\": { \"MB2004\": \"note\", \"mb2004\": \"off\" }", "'security.severities.mb2004' is there twice, in upper or lower case. Delete one of them.")]
    [InlineData("\"deny\": [\"proces:start:git\"]", "'security.deny[0]' is \"proces:start:git\", which is no capability. Did you mean \"process:start:git\"?")]
    [InlineData("\"deny\": [\"everything\"]", "'security.deny[0]' is \"everything\", which is no capability. docs/capabilities.md lists the kinds, for example \"process:start\".")]
    [InlineData("\"gates\": { \"reflection:invok\": true }", "'security.gates.reflection:invok': there is no such kind of capability. Did you mean 'reflection:invoke'?")]
    [InlineData("\"gates\": { \"env:read\": 1 }", "'security.gates.env:read' is the number 1; expected true or false.")]
    [InlineData("\"exceptions\": [{ \"code\": \"MB2001\", \"subject\": \"x\", \"reason\": \"y\", \"expires\": \"2027-01-01\" }]", "'security.exceptions[0].code': MB2001 comes from the compiler. Set dotnet_diagnostic.MB2001.severity in .editorconfig, or suppress it in the source.")]
    [InlineData("\"exceptions\": [\"MB2007\"]", "'security.exceptions[0]' is the string \"MB2007\"; expected an object with \"code\", \"subject\", \"reason\" and \"expires\".")]
    [InlineData("\"exceptions\": [{ \"code\": \"MB2005\", \"subject\": \"x\", \"expires\": \"2027-01-01\" }]", "'security.exceptions[0].reason' is missing. Say why; it is shown wherever the exception matters.")]
    [InlineData("\"exceptions\": [{ \"code\": \"MB2005\", \"subject\": \"x\", \"reason\": \" \", \"expires\": \"2027-01-01\" }]", "'security.exceptions[0].reason' is empty.")]
    [InlineData("\"exceptions\": [{ \"code\": \"MB2005\", \"subject\": \"x\", \"reason\": \"r\" }]", "'security.exceptions[0].expires' is missing. Give the last day on which it counts, as \"2027-03-31\": what is accepted for ever is a severity.")]
    [InlineData("\"exceptions\": [{ \"code\": \"MB2005\", \"subject\": \"x\", \"reason\": \"r\", \"expires\": \"31.3.2027\" }]", "'security.exceptions[0].expires' is \"31.3.2027\"; expected a day such as \"2027-03-31\".")]
    [InlineData("\"exceptions\": [{ \"code\": \"MB2017\", \"subject\": \"x\", \"reason\": \"r\", \"expires\": \"2027-01-01\" }]", "'security.exceptions[0].code': MB2017 cannot be excepted.")]
    [InlineData("\"advisories\": [\"\"]", "'security.advisories[0]' is empty.")]
    [InlineData("\"advisoryThreshold\": \"hihg\"", "'security.advisoryThreshold' is \"hihg\". Did you mean \"high\"?")]
    [InlineData("\"requireMalwareScan\": \"yes\"", "'security.requireMalwareScan' is the string \"yes\"; expected true or false.")]
    public void What_is_not_understood_is_told_and_then_nothing_counts(string field, string expected)
    {
        _folder.Write("modulebuild.json", $"{{ \"security\": {{ {field} }} }}");

        var (settings, findings) = WorkspaceSettings.Read(_folder.Path);

        Assert.Null(settings);
        var finding = Assert.Single(findings);
        Assert.Equal("MB1024", finding.Code);
        Assert.Equal($"The workspace file cannot be used: {expected}", finding.Message);
    }

    public void Dispose() => _folder.Dispose();
}

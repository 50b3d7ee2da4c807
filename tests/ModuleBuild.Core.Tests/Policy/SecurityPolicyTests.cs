using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Policy;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Policy;

public sealed class SecurityPolicyTests
{
    private static readonly DateOnly Day = new(2027, 3, 31);

    private static readonly Finding Found =
        new(DiagnosticCatalog.CapabilityUndeclared, "message", new("module.json", 3, 1)) { Subject = "Acme.Http network:connect:api.example.com" };

    [Theory]
    [InlineData("Acme.Http network:connect:api.example.com")]
    [InlineData("acme.http")]
    [InlineData("network:connect:*")]
    [InlineData("Acme.H*")]
    [InlineData("*")]
    public void Finding_is_accepted_to_the_last_day_with_its_reason(string subject)
    {
        var verdict = SecurityPolicy.Apply(With(subject), [Found], Day);

        Assert.Empty(verdict.Findings);
        Assert.Equal("Waits. (until 2027-03-31)", Assert.Single(verdict.Accepted).Justification);
    }

    [Theory]
    [InlineData("Acme")]
    [InlineData("network:connect")]
    [InlineData("Acme.Http network:*:api.example.com")]
    public void Another_subject_accepts_nothing(string subject)
    {
        var verdict = SecurityPolicy.Apply(With(subject), [Found], Day);

        Assert.Equal([Found], verdict.Findings);
    }

    [Fact]
    public void Expired_exception_lets_its_finding_count_again_and_says_so()
    {
        var verdict = SecurityPolicy.Apply(With("Acme.Http"), [Found, Found with { Subject = "Acme.Http process:start:*" }], Day.AddDays(1));

        Assert.Equal(["MB2010", "MB2010", "MB2019"], verdict.Findings.Select(finding => finding.Code));
        Assert.Equal(
            ("The exception of MB2010 for 'Acme.Http' ended on 2027-03-31: what it accepted counts again. Mend it and delete the exception, or give it a new day.", "modulebuild.json", 8),
            (verdict.Findings[2].Message, verdict.Findings[2].Location.File, verdict.Findings[2].Location.Line));
    }

    [Fact]
    public void What_an_exception_accepts_counts_again_on_the_day_after_its_last()
    {
        Assert.Equal(Day, SecurityPolicy.NextExpiry(With("Acme.Http"), Day));
        Assert.Null(SecurityPolicy.NextExpiry(With("Acme.Http"), Day.AddDays(1)));
    }

    [Fact]
    public void Stage_of_a_build_follows_the_policy_of_its_workspace_and_leaves_expired_exceptions_to_another()
    {
        using var folder = new TemporaryFolder();
        folder.Write("modulebuild.json", """
            { "security": { "severities": { "MB2011": "off", "MB2010": "note" }, "exceptions": [{ "code": "MB2004", "subject": "/a", "reason": "It ends.", "expires": "2027-03-31" }] } }
            """);
        var wildcard = new Finding(DiagnosticCatalog.PermissionWildcard, "message", Found.Location) { Subject = "/a" };
        ImmutableArray<Finding> found = [Found, wildcard, new(DiagnosticCatalog.CapabilityUnknown, "message", Found.Location)];

        Assert.Equal([Found with { Severity = Severity.Note }], SecurityPolicy.ApplyOf(folder.Path, found, Day));
        Assert.Equal([Found with { Severity = Severity.Note }, wildcard], SecurityPolicy.ApplyOf(folder.Path, found, Day.AddDays(1)));
        folder.Write("modulebuild.json", "{ not JSON");
        Assert.Equal(found, SecurityPolicy.ApplyOf(folder.Path, found, Day));
    }

    [Fact]
    public void Expired_exception_that_nothing_needs_is_told_by_the_check_of_the_policy_alone()
    {
        Assert.Empty(SecurityPolicy.Apply(With("Other"), [], Day.AddDays(1)).Findings);
        Assert.Equal("MB2019", Assert.Single(SecurityPolicy.Expired(With("Other"), Day.AddDays(1))).Code);
        Assert.Empty(SecurityPolicy.Expired(With("Other"), Day));
    }

    [Fact]
    public void Severity_of_the_policy_counts_and_off_takes_the_finding_out()
    {
        var settings = new SecuritySettings
        {
            Severities = ImmutableSortedDictionary.CreateRange<string, Severity?>(
                StringComparer.OrdinalIgnoreCase, [new("mb2010", Severity.Note), new("MB2011", null)]),
        };

        var verdict = SecurityPolicy.Apply(settings, [Found, new(DiagnosticCatalog.CapabilityUnknown, "m", SourceLocation.None)], Day);

        Assert.Equal([("MB2010", Severity.Note)], verdict.Findings.Select(finding => (finding.Code, finding.Severity)));
        Assert.Empty(verdict.Accepted);
    }

    private static SecuritySettings With(string subject) => new()
    {
        Exceptions = [new PolicyException("MB2010", subject, "Waits.", Day, new SourceLocation("modulebuild.json", 8, 7))],
    };
}

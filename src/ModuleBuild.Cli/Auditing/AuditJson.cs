using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Policy;

namespace ModuleBuild.Cli.Auditing;

/// <summary>Writes the result of an audit for programs; the form stands in <c>docs/cli.md</c>.</summary>
internal static class AuditJson
{
    /// <summary>What was looked at, and what is known of it.</summary>
    public static string Of(AuditTarget target, PolicyVerdict verdict) => JsonOutput.Of(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("packages");
        foreach (var package in target.Packages)
        {
            json.WriteStartObject();
            json.WriteString("id", package.Package.Id);
            json.WriteString("version", package.Package.Version.ToNormalizedString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Write("findings", verdict.Findings);
        Write("accepted", verdict.Accepted);
        json.WriteEndObject();

        void Write(string name, IEnumerable<Finding> findings)
        {
            json.WriteStartArray(name);
            foreach (var finding in findings)
            {
                json.WriteStartObject();
                json.WriteString("code", finding.Code);
                json.WriteString("severity", finding.Severity.Word());
                json.WriteString("subject", finding.Subject);
                json.WriteString("message", finding.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    });
}

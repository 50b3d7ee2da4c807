using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Reporting;

/// <summary>A report for programs; what there is nothing to say of is null. Paths are told from <c>root</c>.</summary>
internal static class BuildReportJson
{
    /// <summary>The text.</summary>
    /// <param name="report">The report.</param>
    public static string Of(BuildReport report) => JsonOutput.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("result", report.Result);
        json.WriteString("root", report.Root);
        json.WriteNumber("errors", report.Errors);
        json.WriteNumber("warnings", report.Warnings);
        WriteAll(json, "findings", report.Messages, message => Write(json, message));
        WriteAll(json, "modules", report.Modules, module => Write(json, module, report.Root));
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, ReportedMessage message)
    {
        json.WriteString("code", message.Code);
        json.WriteString("severity", message.Severity.Word());
        json.WriteString("message", message.Message);
        json.WriteString("file", message.Location.File.Length > 0 ? message.Location.File : null);
        WriteNumber(json, "line", message.Location.Line);
        WriteNumber(json, "column", message.Location.Column);
        json.WriteString("helpLink", message.HelpLink);
        json.WriteStartArray("projects");
        foreach (var project in message.Projects)
        {
            json.WriteStringValue(project);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReportedModule module, string root)
    {
        json.WriteString("id", module.Id);
        json.WriteString("version", module.Version);
        json.WriteString("project", module.Project);
        json.WriteString("result", module.Succeeded switch { true => "succeeded", false => "failed", null => "unfinished" });
        json.WriteBoolean("judged", !module.Records.IsEmpty);
        WriteScore(json, module);
        WriteCapabilities(json, "capabilities", module.Capabilities);
        WritePast(json, module);
        WriteAll(json, "vulnerabilities", BuildReport.VulnerabilitiesOf(module), result =>
        {
            json.WriteString("severity", result.Severity.Word());
            json.WriteString("message", result.Message);
            json.WriteBoolean("accepted", result.IsSuppressed);
        });
        WriteSbom(json, module, root);
        WriteCompatibility(json, module.Compatibility);
        json.WriteString("package", PathOf(module.Package, root));
        json.WriteStartArray("needs");
        foreach (var id in module.Needs)
        {
            json.WriteStringValue(id);
        }

        json.WriteEndArray();
    }

    private static void WriteScore(Utf8JsonWriter json, ReportedModule module)
    {
        if (module.Worst?.Score is not { } score)
        {
            json.WriteNull("score");
            return;
        }

        json.WriteStartObject("score");
        json.WriteNumber("points", score.Points);
        json.WriteNumber("minimum", score.Minimum);
        json.WriteBoolean("passed", score.Passed);
        json.WriteStartArray("lost");
        foreach (var line in score.Lost)
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePast(Utf8JsonWriter json, ReportedModule module)
    {
        if (module.Past is not { } past)
        {
            json.WriteNull("lastRelease");
            return;
        }

        json.WriteStartObject("lastRelease");
        json.WriteString("version", past.Version);
        WriteCapabilities(json, "newCapabilities", module.Added);
        WriteCapabilities(json, "goneCapabilities", module.Removed);
        if (past.Components is { } before && module.Largest?.Components is { } after)
        {
            WriteAll(json, "components", SbomComponents.Changes(before, after), change =>
            {
                json.WriteString("name", change.Name);
                json.WriteString("from", change.From);
                json.WriteString("to", change.To);
            });
        }
        else
        {
            json.WriteNull("components");
        }

        json.WriteEndObject();
    }

    private static void WriteSbom(Utf8JsonWriter json, ReportedModule module, string root)
    {
        if (module.Largest is not { } record)
        {
            json.WriteNull("sbom");
            return;
        }

        json.WriteStartObject("sbom");
        json.WriteString("path", PathOf(record.Sbom, root));
        json.WriteNumber("components", record.Components!.Count);
        json.WriteEndObject();
    }

    private static void WriteCompatibility(Utf8JsonWriter json, CompatibilityReport? report)
    {
        if (report is null)
        {
            json.WriteNull("compatibility");
            return;
        }

        json.WriteStartObject("compatibility");
        json.WriteString("lastVersion", report.Api.LastVersion?.ToNormalizedString());
        json.WriteString("versionNeeded", report.Api.VersionNeeded?.ToNormalizedString());
        json.WriteNumber("breaking", report.Api.Differences.Count(difference => difference.IsBreaking));
        json.WriteNumber("added", report.Api.Differences.Count(difference => !difference.IsBreaking));
        WriteAll(json, "hosts", report.Hosts, host =>
        {
            json.WriteString("id", host.Id);
            json.WriteString("range", host.Range);
            json.WriteNumber("compared", host.Versions.Length);
            json.WriteBoolean("works", host.Versions.All(version => version.Works));
        });
        json.WriteEndObject();
    }

    private static void WriteCapabilities(Utf8JsonWriter json, string name, ImmutableArray<ReachedCapability>? reached)
    {
        if (reached is not { } list)
        {
            json.WriteNull(name);
            return;
        }

        WriteAll(json, name, list, one =>
        {
            json.WriteString("capability", one.Capability.ToString());
            json.WriteString("package", one.Package);
        });
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int number)
    {
        if (number > 0)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string? PathOf(string? path, string root) => path is null ? null : ReportedMessage.Below(path, root) ?? path;
}

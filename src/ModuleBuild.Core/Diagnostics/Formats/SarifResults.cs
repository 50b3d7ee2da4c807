using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ModuleBuild.Core.Diagnostics.Formats;

/// <summary>The results of a SARIF log.</summary>
/// <param name="writer">The log.</param>
/// <param name="rules">Its rules, in order.</param>
/// <param name="root">Absolute path of the root of the sources.</param>
/// <param name="tellsSuppressions">Whether each result says if it is suppressed: the format wants it of all or of none.</param>
internal sealed class SarifResults(Utf8JsonWriter writer, ImmutableArray<DiagnosticDescriptor> rules, string root, bool tellsSuppressions)
{
    public const string BaseId = "SRCROOT";

    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);

    public void Write(IReadOnlyList<Finding> findings, IReadOnlyList<Finding> accepted)
    {
        writer.WriteStartArray("results");
        foreach (var finding in findings)
        {
            Write(finding, isAccepted: false);
        }

        foreach (var finding in accepted)
        {
            Write(finding, isAccepted: true);
        }

        writer.WriteEndArray();
    }

    private void Write(Finding finding, bool isAccepted)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Code);
        writer.WriteNumber("ruleIndex", rules.IndexOf(finding.Descriptor));
        writer.WriteString("level", finding.Severity.Word());
        SarifRules.WriteMessage(writer, "message", finding.Message);
        WriteLocation(finding);
        WriteFingerprints(finding);
        SarifCodeFlow.Write(writer, finding.Path, root, WriteArtifact);
        WriteFix(finding);
        if (tellsSuppressions)
        {
            WriteSuppressions(finding, isAccepted);
        }

        writer.WriteEndObject();
    }

    private void WriteLocation(Finding finding)
    {
        var (file, line, column) = finding.Location;
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        WriteArtifact(file);
        writer.WriteStartObject("region");

        // A finding about the whole file needs no region, but GitHub shows no result without one.
        writer.WriteNumber("startLine", Math.Max(1, line));
        if (column > 0)
        {
            writer.WriteNumber("startColumn", column);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        if (finding.Subject.Length > 0)
        {
            writer.WriteStartArray("logicalLocations");
            writer.WriteStartObject();
            writer.WriteString("fullyQualifiedName", finding.Subject);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private void WriteArtifact(string file)
    {
        writer.WriteStartObject("artifactLocation");
        if (file.Length == 0)
        {
            // What belongs to no file belongs to all of them: code-scanning sites refuse a log with a result that is nowhere.
            writer.WriteString("uri", ".");
            writer.WriteString("uriBaseId", BaseId);
        }
        else if (ShownPath.BelowRoot(file, root) is { } relative)
        {
            writer.WriteString("uri", ShownPath.ToUri(relative));
            writer.WriteString("uriBaseId", BaseId);
        }
        else
        {
            writer.WriteString("uri", new Uri(Path.GetFullPath(file)).AbsoluteUri);
        }

        writer.WriteEndObject();
    }

    /// <summary>
    /// What makes it the same finding in the next run, wherever its line has moved. GitHub reads <c>primaryLocationLineHash</c> alone,
    /// with the number of the occurrence; where it is missing, GitHub makes one of the line's text.
    /// </summary>
    private void WriteFingerprints(Finding finding)
    {
        var file = ShownPath.BelowRoot(finding.Location.File, root) ?? Path.GetFileName(finding.Location.File);
        var identity = SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Code}\n{file}\n{finding.Subject}"));
        var hash = Convert.ToHexStringLower(identity.AsSpan(0, 16));
        var occurrence = _occurrences[hash] = _occurrences.GetValueOrDefault(hash) + 1;

        writer.WriteStartObject("partialFingerprints");
        writer.WriteString("codeFileSubject/v1", hash);
        writer.WriteString("primaryLocationLineHash", string.Create(CultureInfo.InvariantCulture, $"{hash}:{occurrence}"));
        writer.WriteEndObject();
    }

    private void WriteFix(Finding finding)
    {
        if (finding.Fix is not { } fix)
        {
            return;
        }

        writer.WriteStartArray("fixes");
        writer.WriteStartObject();
        SarifRules.WriteMessage(writer, "description", fix.Title);
        writer.WriteStartArray("artifactChanges");
        writer.WriteStartObject();
        WriteArtifact(finding.FixedFile);
        writer.WriteStartArray("replacements");
        foreach (var edit in fix.Edits)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("deletedRegion");
            writer.WriteNumber("byteOffset", edit.Start);
            writer.WriteNumber("byteLength", edit.Length);
            writer.WriteEndObject();
            SarifRules.WriteMessage(writer, "insertedContent", edit.NewText);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private void WriteSuppressions(Finding finding, bool isAccepted)
    {
        writer.WriteStartArray("suppressions");
        if (isAccepted)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", "external");
            writer.WriteString("status", "accepted");
            if (finding.Justification is { } justification)
            {
                writer.WriteString("justification", justification);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

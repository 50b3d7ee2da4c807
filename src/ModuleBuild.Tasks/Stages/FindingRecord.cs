using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Tasks.Stages;

/// <summary>Findings as one stage leaves them to a later one, before baseline and policy: what the earlier reported counts for the later one's score and evidence.</summary>
internal static class FindingRecord
{
    private const int MaxLength = 16 << 20;

    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The bytes of a record.</summary>
    /// <param name="findings">The findings.</param>
    public static byte[] Write(IEnumerable<Finding> findings) => JsonSerializer.SerializeToUtf8Bytes(findings.Select(Entry.Of), Form);

    /// <summary>Reads a record.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Null where there is none that can be read.</returns>
    public static ImmutableArray<Finding>? Read(string path)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= MaxLength
                ? [.. (JsonSerializer.Deserialize<Entry?[]>(File.ReadAllBytes(path), Form) ?? []).Select(entry => entry?.ToFinding()).OfType<Finding>()]
                : null;
        }
        catch (Exception e) when (e is JsonException || NamedFile.IsFileProblem(e))
        {
            return null;
        }
    }

    private sealed record Entry(string Code, string Message, Severity Severity, string File, int Line, int Column, string Subject)
    {
        public static Entry Of(Finding finding) => new(
            finding.Code, finding.Message, finding.Severity, finding.Location.File, finding.Location.Line, finding.Location.Column, finding.Subject);

        public Finding? ToFinding() => DiagnosticCatalog.Find(Code ?? string.Empty) is not { } rule || Message is null || File is null || Subject is null ? null
            : new Finding(rule, Message, new SourceLocation(File, Line, Column)) { Severity = Severity, Subject = Subject };
    }
}

using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics.Formats;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>Writes <c>modulebuild.baseline.json</c>: the same findings give the same bytes.</summary>
internal static class BaselineWriter
{
    public static byte[] Write(
        string path,
        IReadOnlyList<Finding> findings,
        Baseline? previous,
        IReadOnlyCollection<string>? files,
        IReadOnlyCollection<DiagnosticDescriptor>? notLookedFor)
    {
        var folder = new BaselineFolder(path);
        var entries = new Dictionary<AcceptedIdentity, BaselineEntry>();
        var before = previous?.Entries.ToDictionary(AcceptedIdentity.Of) ?? [];
        var looked = new LookedAt(folder, files ?? [], notLookedFor);
        foreach (var (identity, entry) in before)
        {
            if (files is not null && !looked.Covers(identity))
            {
                entries.Add(identity, entry);
            }
        }

        foreach (var finding in findings.Where(finding => finding.Severity != Severity.Note && !IsAboutBaseline(finding)))
        {
            if (folder.IdentityOf(finding) is { } identity && folder.FileOf(finding.Location.File) is { } file)
            {
                var reason = before.GetValueOrDefault(identity)?.Reason;
                entries.TryAdd(identity, new(finding.Code, file, finding.Subject, reason, SourceLocation.None));
            }
        }

        return Write(
        [
            .. entries.Values
                .OrderBy(entry => entry.File, StringComparer.Ordinal)
                .ThenBy(entry => entry.Code, StringComparer.Ordinal)
                .ThenBy(entry => entry.Subject, StringComparer.Ordinal),
        ]);
    }

    // What is wrong with a baseline is mended, or it would be accepted by what it is about.
    private static bool IsAboutBaseline(Finding finding) =>
        finding.Descriptor == DiagnosticCatalog.BaselineStale || finding.Descriptor == DiagnosticCatalog.BaselineInvalid;

    private static byte[] Write(ImmutableArray<BaselineEntry> entries) => JsonText.WriteBytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", Baseline.CurrentVersion);
        writer.WriteStartArray("accepted");
        foreach (var entry in entries)
        {
            writer.WriteStartObject();
            writer.WriteString("code", entry.Code);
            writer.WriteString("file", entry.File);
            writer.WriteString("subject", entry.Subject);
            if (entry.Reason is not null)
            {
                writer.WriteString("reason", entry.Reason);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}

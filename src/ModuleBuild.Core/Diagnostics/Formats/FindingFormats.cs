using System.Text.Json;
using ModuleBuild.Core.Diagnostics.Tools;

namespace ModuleBuild.Core.Diagnostics.Formats;

/// <summary>Findings as text that other programs read. Pure: no console, no clock.</summary>
public static class FindingFormats
{
    /// <summary>
    /// MSBuild's canonical form: <c>file(line,column): error MB0004: message</c>. Further lines of a message, such as a diff, follow
    /// behind a bar, so that none of them reads as another finding or as a command of the log's reader.
    /// </summary>
    /// <param name="finding">The finding.</param>
    public static string Text(Finding finding) =>
        $"{Place(finding.Location)}: {finding.Severity.Word()} {finding.Code}: {string.Join("\n  | ", VisibleText.Lines(finding.Message))}";

    /// <summary>
    /// GitHub's workflow command, one line a finding: <c>::error file=…,line=…,col=…,title=MB0004%3A Unknown field::message</c>, escaped.
    /// </summary>
    /// <param name="finding">The finding.</param>
    /// <param name="root">Absolute path that file names are made relative to.</param>
    public static string GitHub(Finding finding, string root) => GitHubCommand.Of(finding, root);

    /// <summary>A JSON document: <c>{"findings": […], "summary": {"errors": n, "warnings": n, "notes": n}}</c>.</summary>
    /// <param name="findings">All findings.</param>
    public static string Json(IReadOnlyList<Finding> findings) => FindingsJson.Of(findings);

    /// <summary>One finding as an object of that document.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="finding">The finding.</param>
    public static void WriteJson(Utf8JsonWriter writer, Finding finding) => FindingsJson.Write(writer, finding);

    /// <summary>A SARIF 2.1.0 log with rules, help links, fixes, partial fingerprints, and accepted findings as suppressed results.</summary>
    /// <param name="findings">What remains.</param>
    /// <param name="accepted">What a baseline took out.</param>
    /// <param name="root">Absolute path that file names are made relative to (the log's <c>SRCROOT</c>).</param>
    /// <param name="toolVersion">Version of ModuleBuild.</param>
    /// <param name="others">What other tools found, a run each.</param>
    public static string Sarif(
        IReadOnlyList<Finding> findings, IReadOnlyList<Finding> accepted, string root, string toolVersion, IReadOnlyList<ToolRun>? others = null) =>
        new SarifLog(findings, accepted, others ?? [], root, toolVersion).Write();

    private static string Place(SourceLocation location) => location switch
    {
        { File.Length: 0 } => "modulebuild",
        { Line: > 0, Column: 0 } => FormattableString.Invariant($"{VisibleText.OnOneLine(location.File)}({location.Line})"),
        _ => (location with { File = VisibleText.OnOneLine(location.File) }).ToString(),
    };
}

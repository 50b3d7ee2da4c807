namespace ModuleBuild.Core.Diagnostics.Formats;

/// <summary>Findings as text that other programs read. Pure: no console, no clock.</summary>
public static class FindingFormats
{
    /// <summary>MSBuild's canonical form, one line a finding: <c>file(line,column): error MB0004: message</c>.</summary>
    /// <param name="finding">The finding.</param>
    public static string Text(Finding finding) => throw new NotImplementedException();

    /// <summary>GitHub's workflow command, one line a finding: <c>::error file=…,line=…,col=…,title=MB0004::message</c>, escaped.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="root">Absolute path that file names are made relative to.</param>
    public static string GitHub(Finding finding, string root) => throw new NotImplementedException();

    /// <summary>A JSON document: <c>{"findings": […], "summary": {"errors": n, "warnings": n, "notes": n}}</c>.</summary>
    /// <param name="findings">All findings.</param>
    public static string Json(IReadOnlyList<Finding> findings) => throw new NotImplementedException();

    /// <summary>A SARIF 2.1.0 log with rules, help links, fixes, partial fingerprints, and accepted findings as suppressed results.</summary>
    /// <param name="findings">What remains.</param>
    /// <param name="accepted">What a baseline took out.</param>
    /// <param name="root">Absolute path that file names are made relative to (the log's <c>SRCROOT</c>).</param>
    /// <param name="toolVersion">Version of ModuleBuild.</param>
    public static string Sarif(IReadOnlyList<Finding> findings, IReadOnlyList<Finding> accepted, string root, string toolVersion) =>
        throw new NotImplementedException();
}

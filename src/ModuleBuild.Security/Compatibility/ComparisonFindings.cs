using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Compatibility.Metadata;
using ModuleBuild.Security.Compatibility.Uses;

namespace ModuleBuild.Security.Compatibility;

/// <summary>What the versions of a host mean for a module, as findings: one a member, with all its versions.</summary>
internal static class ComparisonFindings
{
    private const int MostVersions = 5;

    public static ImmutableArray<Finding> Of(string module, Requirement requirement, IReadOnlyList<VersionResult> results)
    {
        var advice = DeclarableRange.Of(requirement.Range.Range, [.. results.Select(result => (result.Version, result.Works))]) is { } range
            ? $"Narrow the range to \"{range}\""
            : "No version of the range works: change the module";
        return [.. Missing(module, requirement, results, advice), .. Open(module, requirement, results, advice), .. Obsolete(module, requirement, results)];
    }

    private static IEnumerable<Finding> Missing(string module, Requirement requirement, IReadOnlyList<VersionResult> results, string advice) =>
        from result in results
        from missing in result.Missing
        group result by missing into versions
        let member = versions.Key.Member
        let said = results.Select(result => result.Obsolete.GetValueOrDefault(member.Display)).LastOrDefault(text => !string.IsNullOrWhiteSpace(text))
        select Finding.Create(
            DiagnosticCatalog.HostMemberMissing,
            requirement.Location,
            module,
            Verb(member.Kind),
            member.Display,
            versions.Key.Presence == Presence.Hidden ? "not public" : "absent",
            requirement.Id,
            Versions(versions),
            requirement.Range.Text,
            advice + (said is null ? "." : $", or do as its last version said: '{OneLine(said)}'.")) with
        {
            Subject = $"{requirement.Subject} {member.Display}",
        };

    private static IEnumerable<Finding> Open(string module, Requirement requirement, IReadOnlyList<VersionResult> results, string advice) =>
        from result in results
        from open in result.Open
        group result by open into versions
        select Finding.Create(
            DiagnosticCatalog.HostMemberAdded,
            requirement.Location,
            versions.Key.Type,
            versions.Key.Member,
            requirement.Id,
            Versions(versions),
            requirement.Range.Text,
            $"{advice}, or implement it and compile against that version.") with
        {
            Subject = $"{requirement.Subject} {versions.Key.Type} {versions.Key.Member}",
        };

    private static IEnumerable<Finding> Obsolete(string module, Requirement requirement, IReadOnlyList<VersionResult> results) =>
        from result in results
        from obsolete in result.Obsolete
        group (result.Version, Text: obsolete.Value) by obsolete.Key into versions
        let last = versions.Last()
        select Finding.Create(
            DiagnosticCatalog.HostMemberObsolete,
            requirement.Location,
            module,
            versions.Key,
            requirement.Id,
            versions.First().Version.ToNormalizedString(),
            string.IsNullOrWhiteSpace(last.Text) ? "It says no replacement." : $"It says: '{OneLine(last.Text)}'.") with
        {
            Subject = $"{requirement.Subject} {versions.Key}",
        };

    private static string Verb(UseKind kind) => kind switch
    {
        UseKind.Calls => "calls",
        UseKind.Implements => "implements",
        _ => "uses",
    };

    private static string Versions(IEnumerable<VersionResult> results)
    {
        var all = results.Select(result => result.Version.ToNormalizedString()).ToList();
        return all.Count <= MostVersions
            ? string.Join(", ", all)
            : FormattableString.Invariant($"{string.Join(", ", all.Take(MostVersions))} and {all.Count - MostVersions} more");
    }

    // The text of an attribute is somebody else's: no line of it may look like one of ours.
    private static string OneLine(string text)
    {
        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        return line.Length <= 200 ? line : line[..199] + "…";
    }
}

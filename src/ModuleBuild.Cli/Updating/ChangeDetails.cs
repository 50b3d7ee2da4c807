using System.Collections.Immutable;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Publishing;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Changelogs;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Release.Versions;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Updating;

/// <summary>Says what a newer version brings: from what its feed knows, and from the evidence in both packages.</summary>
/// <param name="source">Where packages come from.</param>
/// <param name="packages">Packages as files.</param>
internal sealed class ChangeDetails(IPackageSource source, IModulePackages packages)
{
    // More than anybody reads of one package; whole changelogs are in the package.
    private const int LongestChangelog = 20_000;

    /// <summary>Says it. What cannot be had is said to be missing.</summary>
    /// <param name="change">The change.</param>
    /// <param name="isAsked">Whether the group is about this package.</param>
    /// <param name="versions">Its versions; null where they are not known.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<ProposedChange> TellAsync(VersionChange change, bool isAsked, PackageVersions? versions, CancellationToken cancellation)
    {
        var told = new ProposedChange(change, isAsked);
        if (change.To is not { } to || await FactsAsync(change.Id, to, versions, cancellation) is not { } after)
        {
            return told;
        }

        var before = change.From is { } from ? await FactsAsync(change.Id, from, versions, cancellation) : null;
        var (evidence, missing) = after.IsModule ? await EvidenceAsync(after, cancellation) : (null, null);
        var (earlier, missingToo) = before is { IsModule: true } && evidence is not null ? await EvidenceAsync(before, cancellation) : (null, null);
        var (added, gone) = Compare(earlier?.Capabilities, evidence?.Capabilities);
        return told with
        {
            Changelog = Excerpt(evidence?.Changelog, change.From, to) ?? after.Changelog,
            NewPermissions = [.. after.Permissions.Except(before?.Permissions ?? [], StringComparer.Ordinal)],
            NewCapabilities = added,
            GoneCapabilities = gone,
            Fixed = [.. (before?.Advisories ?? []).Where(advisory => after.Advisories.All(other => other.Id != advisory.Id))],
            Remaining = after.Advisories,
            Api = evidence?.Compatibility?.Api,
            NotCompared = missing ?? missingToo ?? Holes(change.Id, before is null, earlier, evidence),
        };
    }

    // A version that only this machine knows (a lock of other times, the workspace's own) is not asked for.
    private async Task<PackageFacts?> FactsAsync(string id, NuGetVersion version, PackageVersions? versions, CancellationToken cancellation)
    {
        var known = versions ?? (await source.GetVersionsAsync(id, cancellation)).Value;
        return known is not null && known.Versions.Any(listing => listing.Version == version)
            ? (await source.GetFactsAsync(id, version, cancellation)).Value
            : null;
    }

    private async Task<(ReleasedEvidence? Evidence, string? Problem)> EvidenceAsync(PackageFacts facts, CancellationToken cancellation)
    {
        var (package, problem) = await packages.GetAsync(facts.Id, facts.Version, cancellation);
        if (package is null)
        {
            return (null, problem!.Message);
        }

        try
        {
            return facts.Checksum is { } hash && hash != $"sha512-{package.ContentHash}"
                ? (null, $"{facts} on this machine has other bytes than its feed says.")
                : (VersionSources.Read(package.Path, Path.GetDirectoryName(package.Path)!), null);
        }
        catch (UsageException)
        {
            return (null, $"{facts} carries no evidence that can be read.");
        }
    }

    private static string? Holes(string id, bool isNew, ReleasedEvidence? before, ReleasedEvidence? after) =>
        after is { Capabilities: null } ? $"{id} {after.Version.ToNormalizedString()} does not say what it can do."
        : !isNew && before is { Capabilities: null } ? $"{id} {before.Version.ToNormalizedString()} does not say what it can do."
        : null;

    private static (ImmutableArray<string> Added, ImmutableArray<string> Gone) Compare(CapabilityReport? before, CapabilityReport? after)
    {
        if (before is null || after is null)
        {
            return ([], []);
        }

        var (old, now) = (Texts(before), Texts(after));
        return ([.. now.Except(old)], [.. old.Except(now)]);

        static ImmutableSortedSet<string> Texts(CapabilityReport report) =>
            report.Capabilities.Select(reached => reached.Capability.ToString()).ToImmutableSortedSet(StringComparer.Ordinal);
    }

    private static string? Excerpt(Changelog? changelog, NuGetVersion? from, NuGetVersion to)
    {
        var sections = (changelog?.Sections ?? [])
            .Where(section => section is { Version: { } version, Text.Length: > 0 } && (from is null || version > from) && version <= to)
            .Select(section => $"## {section.Version!.ToNormalizedString()}\n\n{ForeignText.Of(section.Text)}\n");
        var text = string.Join('\n', sections);
        return text.Length == 0 ? null
            : text.Length <= LongestChangelog ? text
            : text[..Math.Max(1, text.LastIndexOf('\n', LongestChangelog))] + "\n…\n";
    }
}

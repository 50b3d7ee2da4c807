using System.Collections.Immutable;
using ModuleBuild.Core.Ports;
using ModuleBuild.Security.Compatibility;
using NuGet.Versioning;

namespace ModuleBuild.Tasks.Stages;

/// <summary>Versions of a host.</summary>
/// <param name="Versions">Those that can be compared, lowest first.</param>
/// <param name="Missed">Those that are known and cannot.</param>
/// <param name="Notes">What was not looked at and why, a line each.</param>
internal sealed record VersionsAtHand(ImmutableArray<HostVersion> Versions, ImmutableArray<string> Missed, ImmutableArray<string> Notes);

/// <summary>Brings the versions of a host to hand, each with the packages of its family: <c>Acme.Gateway.Types</c> belongs to <c>Acme.Gateway</c>.</summary>
internal static class CompareVersions
{
    private const int MostFamilyMembers = 32;

    /// <summary>Whether a package belongs to another one.</summary>
    public static bool IsFamily(string id, string other) => other.StartsWith(id + ".", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads all released versions of the range that can be had.</summary>
    /// <returns>The versions, lowest first.</returns>
    public static async Task<VersionsAtHand> ReadAsync(
        Requirement requirement, IPackageFiles files, string framework, CancellationToken cancellation)
    {
        var known = await files.GetVersionsAsync(requirement.Id, cancellation);
        var missed = ImmutableArray.CreateBuilder<string>();
        var notes = ImmutableArray.CreateBuilder<string>();
        if (known.Problem is { } silence)
        {
            notes.Add($"Only versions of {requirement.Id} on this machine were compared: {silence.Message}");
        }

        var versions = ImmutableArray.CreateBuilder<HostVersion>();
        foreach (var listing in known.Versions.Versions.Where(each => (each.Listed || each.Version == requirement.CompiledAgainst) && requirement.Promises(each.Version)))
        {
            var (version, problem) = await ReadAsync(requirement.Id, listing.Version, files, framework, cancellation);
            if (version is null)
            {
                missed.Add(listing.Version.ToNormalizedString());
                notes.Add($"{requirement.Id} {listing.Version.ToNormalizedString()} was not compared: {problem}");
            }
            else if (!version.Frameworks.IsEmpty)
            {
                versions.Add(version);
            }
        }

        return new VersionsAtHand(versions.ToImmutable(), missed.ToImmutable(), notes.ToImmutable());
    }

    private static async Task<(HostVersion? Version, string? Problem)> ReadAsync(
        string id, NuGetVersion version, IPackageFiles files, string framework, CancellationToken cancellation)
    {
        var (own, problem) = await files.GetAssembliesAsync(id, version, framework, cancellation);
        if (own is null)
        {
            return (null, problem!.Message);
        }

        var assemblies = own.Paths.ToBuilder();
        var hashes = ImmutableArray.Create(own.ContentHash).ToBuilder();
        var pending = new Queue<(string Id, VersionRange Range)>(own.Needs.Select(need => (need.Id, need.Range.Range)));
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (pending.TryDequeue(out var need))
        {
            if (!IsFamily(id, need.Id) || need.Range.MinVersion is not { } lowest || seen.Count == MostFamilyMembers || !seen.Add(need.Id))
            {
                continue;
            }

            var (member, refusal) = await files.GetAssembliesAsync(need.Id, lowest, framework, cancellation);
            if (member is null)
            {
                return (null, refusal!.Message);
            }

            assemblies.AddRange(member.Paths);
            hashes.Add(member.ContentHash);
            member.Needs.ToList().ForEach(next => pending.Enqueue((next.Id, next.Range.Range)));
        }

        return (new HostVersion(version, assemblies.ToImmutable(), own.Frameworks) { ContentHashes = hashes.ToImmutable() }, null);
    }
}

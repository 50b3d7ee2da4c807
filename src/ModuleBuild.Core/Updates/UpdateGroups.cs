using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Updates;

/// <summary>
/// Parts a lock into groups: those that the settings name; then all other packages as far as their versions promise that nothing breaks; then
/// each of these that may break others by itself.
/// </summary>
public static class UpdateGroups
{
    private const int HashLength = 8;

    /// <summary>The groups, in the order in which they are proposed. Whether there is anything newer is not known here.</summary>
    /// <param name="lockFile">The lock.</param>
    /// <param name="settings">The settings.</param>
    public static ImmutableArray<UpdateGroup> Of(LockFile lockFile, UpdateSettings settings)
    {
        var named = lockFile.Packages.ToLookup(package => settings.Groups.FirstOrDefault(group => group.Takes(package.Id))?.Name);
        var rest = named[null].ToList();
        var limits = lockFile.Packages.ToImmutableSortedDictionary(package => package.Id, package => NextBreaking(package.Version), StringComparer.OrdinalIgnoreCase);
        return
        [
            .. settings.Groups.Where(group => named.Contains(group.Name)).Select(group => Group(group.Name, named[group.Name])),
            .. rest.Count == 0 ? [] : new[] { Group(UpdateGroupSettings.Compatible, rest) with { Below = limits } },
            .. rest.Select(package => Group(UpdateGroupSettings.BreakingPrefix + KeyOf(package.Id), [package]) with { AtLeast = limits[package.Id] }),
        ];
    }

    /// <summary>The first version after one that may break those who use it, by Semantic Versioning.</summary>
    /// <param name="version">The version.</param>
    public static NuGetVersion NextBreaking(NuGetVersion version) => NextVersion.After(version, ApiChange.Breaking);

    /// <summary>
    /// An id as part of the name of a branch. Two ids never have the same: where letters were changed a hash says which one is meant.
    /// </summary>
    /// <param name="id">Id of a package, in any case.</param>
    public static string KeyOf(string id)
    {
        var lower = id.ToLowerInvariant();
        var key = string.Concat(lower.Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-')).Trim('-');
        return lower.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '.')
            ? key
            : $"{key}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lower)))[..HashLength]}".TrimStart('-');
    }

    private static UpdateGroup Group(string key, IEnumerable<PackageFacts> packages) => new(
        key,
        packages.Select(package => package.Id).ToImmutableSortedSet(StringComparer.OrdinalIgnoreCase),
        ImmutableSortedDictionary.Create<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase));
}

using System.Collections.Immutable;
using NuGet.Versioning;

namespace ModuleBuild.Core.Updates;

/// <summary>Locked packages that are moved together, by themselves: a change that can be reviewed, taken and refused alone.</summary>
/// <param name="Key">The same for the same group in every run: lower-case letters, digits and <c>-</c>.</param>
/// <param name="Ids">The packages that are to be moved. What a proof says has to move with them does.</param>
/// <param name="Below">Versions from which on none is taken, by id.</param>
public sealed record UpdateGroup(string Key, ImmutableSortedSet<string> Ids, ImmutableSortedDictionary<string, NuGetVersion> Below)
{
    /// <summary>The first version that has to be reached, where the group is about one that may break others; else null.</summary>
    public NuGetVersion? AtLeast { get; init; }
}

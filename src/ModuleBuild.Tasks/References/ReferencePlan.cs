using System.Collections.Immutable;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;
using NuGet.Versioning;

namespace ModuleBuild.Tasks.References;

/// <summary>What the project itself says of packages.</summary>
/// <param name="Folder">The module's folder, relative to the workspace with <c>/</c>.</param>
internal sealed record WrittenReferences(string Folder)
{
    /// <summary>Versions of its package references by id, as written; empty where one that names the id says none.</summary>
    public ImmutableDictionary<string, string> Packages { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ids of the packages that its project references stand for.</summary>
    public ImmutableHashSet<string> Projects { get; init; } = ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Central versions by id, as written; null where versions are not managed centrally.</summary>
    public ImmutableDictionary<string, string>? Central { get; init; }

    /// <summary>The version that the project says for a package; null where it says none.</summary>
    /// <param name="id">Package id.</param>
    public string? VersionOf(string id) =>
        Packages.GetValueOrDefault(id) is { Length: > 0 } written ? written : Central?.GetValueOrDefault(id);
}

/// <summary>A reference that the project gets.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Version">Its version; null where the project's central one counts.</param>
/// <param name="IsPrivate">Whether packages of the project do not depend on it: required dependencies of the manifest are theirs, the rest is not.</param>
internal sealed record AddedReference(string Id, string? Version, bool IsPrivate);

/// <summary>
/// How the versions of the lock reach a project. What the project says itself counts: whoever writes a version has decided. A version
/// is written as NuGet's lowest, without brackets, because it becomes the range in the nuspec, and no two modules that were built at
/// different times could be installed together; that it is not exceeded the SDK holds by making NU1603 and NU1605 errors.
/// </summary>
/// <param name="Added">References to add.</param>
/// <param name="Pinned">Versions of references that name none, by id.</param>
/// <param name="CentralVersions">Central versions to add, by id, for references that name none.</param>
internal sealed record ReferencePlan(
    ImmutableArray<AddedReference> Added, ImmutableSortedDictionary<string, string> Pinned, ImmutableSortedDictionary<string, string> CentralVersions)
{
    public static ReferencePlan Make(LockOfRestore locked, WrittenReferences written)
    {
        var added = ImmutableArray.CreateBuilder<AddedReference>();
        var pinned = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        var central = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in References(locked, written))
        {
            var version = reference.Version.ToNormalizedString();
            var isVersioned = written.VersionOf(reference.Id) is not null;
            if (!written.Packages.ContainsKey(reference.Id))
            {
                if (!written.Projects.Contains(reference.Id) && (reference.Declared is not null || !isVersioned))
                {
                    // NuGet refuses an implicit reference to a package that has a central version (NU1009).
                    added.Add(new AddedReference(reference.Id, isVersioned ? null : version, reference.Declared != DependencyKind.Required));
                }
            }
            else if (!isVersioned)
            {
                (written.Central is null ? pinned : central).Add(reference.Id, version);
            }
        }

        return new ReferencePlan(added.ToImmutable(), pinned.ToImmutable(), central.ToImmutable());
    }

    private static ImmutableArray<LockedReference> References(LockOfRestore locked, WrittenReferences written)
    {
        if (locked.Lock is not { } lockFile)
        {
            return [];
        }

        var own = locked.Names.Values.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var elsewhere = lockFile.Packages
            .Where(package => written.VersionOf(package.Id) is { } text && !(VersionRange.TryParse(text, out var range) && package.Version.Equals(range.MinVersion)))
            .Select(package => package.Id)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return LockedReferences.Of(lockFile, written.Folder, own, elsewhere);
    }
}

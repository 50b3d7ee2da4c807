using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Feeds.Verifying;

/// <summary>Holds what comes from sources to the bytes that a lock was made with.</summary>
public static class LockedContent
{
    /// <summary>A source whose packages must have the content hashes of a lock.</summary>
    /// <param name="source">Where packages come from.</param>
    /// <param name="locked">The lock; null where there is none yet.</param>
    /// <param name="root">Absolute path of the folder of the lock.</param>
    /// <param name="named">Ids of packages that somebody asked to move, by name: other bytes of these are meant. Null for none.</param>
    public static IPackageSource Verify(IPackageSource source, LockFile? locked, string root, ImmutableSortedSet<string>? named = null)
    {
        var expected = locked?.Packages
            .Where(package => package.Checksum is not null && named?.Contains(package.Id) != true)
            .ToDictionary(package => (package.Id, package.Version), package => package.Checksum!);
        return expected is null
            ? source
            : new ChecksumVerifyingSource(source, expected, WorkspaceLock.FileName, new SourceLocation(Path.Combine(root, WorkspaceLock.FileName)));
    }
}

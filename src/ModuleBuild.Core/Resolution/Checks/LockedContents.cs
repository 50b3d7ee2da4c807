using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>MB1016: what was restored has other bytes than the package of that version with which the lock was made.</summary>
internal static class LockedContents
{
    public static IEnumerable<Finding> Check(DependencyCheckInput input) =>
        from library in input.Restored.SelectMany(set => set.Libraries).DistinctBy(library => library.ToString(), StringComparer.OrdinalIgnoreCase)
        let locked = input.Lock?.Find(library.Id)
        where locked?.Version == library.Version && locked.Checksum is not null && library.Checksum is not null && locked.Checksum != library.Checksum
        select Finding.Create(
            DiagnosticCatalog.ContentHashDiffers,
            new SourceLocation(input.LockPath),
            library.Id,
            library.Version.ToNormalizedString(),
            "restore",
            library.Checksum,
            WorkspaceLock.FileName,
            locked.Checksum) with
        {
            Subject = Json.JsonPointer.Append("/packages", locked.Id),
        };
}

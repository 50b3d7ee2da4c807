using ModuleBuild.Core.Files;
using ModuleBuild.Core.Locking;

namespace ModuleBuild.Cli.Resolution;

/// <summary>Ids that a shell completes.</summary>
internal static class LockedIds
{
    /// <summary>Ids of the lock that counts in the current folder; none where there is no lock that can be read.</summary>
    public static IEnumerable<string> OfCurrentFolder()
    {
        var path = Path.Combine(Workspace.FindRoot(Directory.GetCurrentDirectory()), WorkspaceLock.FileName);
        return File.Exists(path) && LockFileReader.Read(path).Lock is { } found ? found.Packages.Select(package => package.Id) : [];
    }
}

using System.Text;
using ModuleBuild.Cli.Release;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Workspaces;

namespace ModuleBuild.Cli.Planning;

/// <summary>Whom a change of the lock affects: the modules whose part of it is another now.</summary>
internal static class ChangedLock
{
    /// <summary>Compares the lock with what it was.</summary>
    /// <param name="root">The workspace.</param>
    /// <param name="changes">What changed.</param>
    /// <param name="modules">The modules of the workspace.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Their projects, and the lock as the reason; all of them where one of the two cannot be read.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> AffectsAsync(
        string root, ChangedFiles changes, IEnumerable<WorkspaceModule> modules, CancellationToken cancellation)
    {
        var path = Path.Combine(root, WorkspaceLock.FileName);
        var shown = path.Replace('\\', '/');
        if (!changes.Files.Contains(shown, PathComparison.Comparer))
        {
            return new Dictionary<string, string>();
        }

        var text = await GitAnswer.OfAsync(root, cancellation, "show", $"{changes.Base}:./{WorkspaceLock.FileName}");
        var before = text is null ? null : LockFileReader.Read(path, Encoding.UTF8.GetBytes(text)).Lock;
        var after = LockFileReader.Read(path).Lock;
        return modules.Where(module => before is null || after is null || !IsSame(before, after, FolderOf(root, module)))
            .DistinctBy(module => module.Project, PathComparison.Comparer)
            .ToDictionary(module => module.Project, _ => shown, PathComparison.Comparer);
    }

    private static string FolderOf(string root, WorkspaceModule module) => Path.GetRelativePath(root, Path.GetDirectoryName(module.Project)!).Replace('\\', '/');

    private static bool IsSame(LockFile before, LockFile after, string folder) =>
        (LockPart.Of(before, folder), LockPart.Of(after, folder)) switch
        {
            (null, null) => true,
            ({ } old, { } now) => LockFileWriter.Write(old).AsSpan().SequenceEqual(LockFileWriter.Write(now)),
            _ => false,
        };
}

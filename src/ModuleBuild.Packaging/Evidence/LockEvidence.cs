using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Locking;

namespace ModuleBuild.Packaging.Evidence;

/// <summary>The part of the workspace's lock that travels in a package: which modules this one was built to run with.</summary>
public static class LockEvidence
{
    /// <summary>Reads the lock and takes the part out.</summary>
    /// <param name="moduleFolder">Absolute path of the module's folder.</param>
    /// <returns>The bytes of <c>module/module.lock.json</c>; null where the module needs no other or there is no lock; MB1014.</returns>
    public static (byte[]? Part, ImmutableArray<Finding> Findings) Read(string moduleFolder)
    {
        var root = Workspace.FindRoot(moduleFolder);
        var path = Path.Combine(root, WorkspaceLock.FileName);
        if (!File.Exists(path))
        {
            return (null, []);
        }

        var (locked, findings) = LockFileReader.Read(path);
        if (locked is null || !findings.IsEmpty)
        {
            return (null, findings);
        }

        return (LockPart.Of(locked, root, moduleFolder) is { } part ? LockFileWriter.Write(part) : null, []);
    }
}

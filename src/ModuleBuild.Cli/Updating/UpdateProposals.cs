using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Locking;

namespace ModuleBuild.Cli.Updating;

/// <summary>Locks as groups would make them, beside each other in a folder: who shows them elsewhere need not change the workspace for that.</summary>
internal static class UpdateProposals
{
    /// <summary>The lock of a group.</summary>
    /// <param name="folder">Absolute path of the folder.</param>
    /// <param name="key">Key of the group.</param>
    public static string FileOf(string folder, string key) => Path.Combine(folder, key, WorkspaceLock.FileName);

    /// <summary>Writes them: all, or none is touched.</summary>
    /// <param name="folder">Absolute path of the folder; it is made if need be.</param>
    /// <param name="groups">The groups.</param>
    /// <returns>Nothing, or MB9005.</returns>
    public static ImmutableArray<Finding> Write(string folder, ImmutableArray<ProposedUpdate> groups) =>
        AtomicFile.WriteAll(groups.Select(group => (FileOf(folder, group.Key), (ReadOnlyMemory<byte>)LockFileWriter.Write(group.Lock))));
}

using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Files;

/// <summary>Writes whole files: to a temporary file beside the target, flushed to the disk, then renamed over it.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes a file so that a reader sees the old content or the new, never a part. A file that already holds the bytes is left
    /// untouched, time stamp included. Creates the folder.
    /// </summary>
    /// <param name="path">The target.</param>
    /// <param name="content">All of its bytes.</param>
    /// <returns>Null, or MB9005 with the reason (no space, no permission, locked): then the target is as it was.</returns>
    public static Finding? Write(string path, ReadOnlySpan<byte> content)
    {
        var (staged, failure) = StagedFile.Stage(path, content);
        return failure ?? staged?.Commit();
    }

    /// <summary>
    /// Replaces a file by what was made of its content, where that content still stands there: what an editor, or another run, wrote
    /// meanwhile is not lost.
    /// </summary>
    /// <param name="path">The target.</param>
    /// <param name="before">The bytes from which the new ones were made.</param>
    /// <param name="content">All of its new bytes.</param>
    /// <param name="overtaken">Whether the file has other bytes by now, or is gone: then it is left as it is.</param>
    /// <returns>Null, or MB9005 with the reason: then the target is as it was.</returns>
    public static Finding? Replace(string path, ReadOnlySpan<byte> before, ReadOnlySpan<byte> content, out bool overtaken)
    {
        overtaken = false;
        var (staged, failure) = StagedFile.Stage(path, content);
        if (staged is null)
        {
            return failure;
        }

        // Last of all, when the new bytes are on the disk: what is left between this look and the rename is no time.
        (var stands, failure) = staged.TargetHolds(before);
        if (stands)
        {
            return staged.Commit();
        }

        staged.Discard();
        overtaken = failure is null;
        return failure;
    }

    /// <summary>
    /// Writes files that belong together: no target is touched before all of their bytes are on the disk, so that a full disk, or a
    /// folder that cannot be written, leaves every target as it was.
    /// </summary>
    /// <param name="files">Targets and all of their bytes, in the order in which they become visible.</param>
    /// <returns>Nothing, or MB9005 for the first that failed; it and those after it are as they were.</returns>
    public static ImmutableArray<Finding> WriteAll(IEnumerable<(string Path, ReadOnlyMemory<byte> Content)> files)
    {
        var open = new Queue<StagedFile>();
        try
        {
            foreach (var (path, content) in files)
            {
                var (staged, failure) = StagedFile.Stage(path, content.Span);
                if (failure is not null)
                {
                    return [failure];
                }

                if (staged is not null)
                {
                    open.Enqueue(staged);
                }
            }

            while (open.TryDequeue(out var next))
            {
                if (next.Commit() is { } failure)
                {
                    return [failure];
                }
            }

            return [];
        }
        finally
        {
            foreach (var left in open)
            {
                left.Discard();
            }
        }
    }
}

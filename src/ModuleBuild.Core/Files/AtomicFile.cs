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
        var temporary = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            if (HoldsAlready(path, content))
            {
                return null;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            return Finding.Create(DiagnosticCatalog.OutputNotWritten, new SourceLocation(path), e.Message);
        }
    }

    private static bool HoldsAlready(string path, ReadOnlySpan<byte> content)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == content.Length && content.SequenceEqual(File.ReadAllBytes(path));
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The finding about the target says what matters; a left-over temporary file is overwritten by the next run.
        }
    }
}

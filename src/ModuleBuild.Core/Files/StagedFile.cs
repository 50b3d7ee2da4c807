using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Files;

/// <summary>New content of a file, on the disk beside it and not yet visible.</summary>
internal sealed class StagedFile
{
    private readonly string _path;
    private readonly string _temporary;

    private StagedFile(string path, string temporary)
    {
        _path = path;
        _temporary = temporary;
    }

    /// <summary>Writes the content beside the target. Creates the folder.</summary>
    /// <param name="path">The target.</param>
    /// <param name="content">All of its bytes.</param>
    /// <returns>The staged file; neither where the target holds the bytes already; or MB9005.</returns>
    public static (StagedFile? Staged, Finding? Failure) Stage(string path, ReadOnlySpan<byte> content)
    {
        var staged = new StagedFile(path, $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp");
        try
        {
            if (HoldsAlready(path, content))
            {
                return (null, null);
            }

            if (Directory.Exists(path))
            {
                throw new IOException($"'{path}' is a folder.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var stream = new FileStream(staged._temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            return (staged, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            staged.Discard();
            return (null, staged.Failure(e));
        }
    }

    /// <summary>Whether the target has certain bytes.</summary>
    /// <param name="content">All of them.</param>
    /// <returns>Whether it has; or MB9005 where that cannot be told.</returns>
    public (bool Holds, Finding? Failure) TargetHolds(ReadOnlySpan<byte> content)
    {
        try
        {
            return (HoldsAlready(_path, content), null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (false, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (false, Failure(e));
        }
    }

    /// <summary>Makes the content visible.</summary>
    /// <returns>Null, or MB9005: then the target is as it was.</returns>
    public Finding? Commit()
    {
        try
        {
            File.Move(_temporary, _path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard();
            return Failure(e);
        }
    }

    /// <summary>Deletes the staged content.</summary>
    public void Discard()
    {
        try
        {
            File.Delete(_temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The finding about the target says what matters; a left-over temporary file is overwritten by the next run.
        }
    }

    private static bool HoldsAlready(string path, ReadOnlySpan<byte> content)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == content.Length && content.SequenceEqual(File.ReadAllBytes(path));
    }

    private Finding Failure(Exception e) => Finding.Create(DiagnosticCatalog.OutputNotWritten, new SourceLocation(_path), e.Message);
}

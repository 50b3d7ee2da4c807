using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Manifest;

/// <summary>The manifest's bytes on disk: MB0026 where they cannot be had.</summary>
internal static class ManifestFile
{
    /// <summary>A manifest is written by people; 1 MiB is a hundred times the largest known.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Reads a file, at most up to the limit.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The bytes, or the finding.</returns>
    public static (ReadOnlyMemory<byte> Bytes, Finding? Problem) Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return (default, Unreadable(path, "it is a folder. Give the path of the file."));
            }

            if (!FileType.IsOrdinary(path))
            {
                return (default, Unreadable(path, "it is no ordinary file. Give the path of one."));
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (stream.Length > MaxLength)
            {
                return (default, TooLarge(path, stream.Length));
            }

            // The length may be wrong (a device) or change: one byte more than allowed is read, never all.
            var buffer = new byte[stream.Length > 0 ? (int)stream.Length + 1 : MaxLength + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length > MaxLength ? (default, TooLarge(path, length)) : (buffer.AsMemory(0, length), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (default, Unreadable(path, Reason(e)));
        }
    }

    /// <summary>The finding about a file over the limit.</summary>
    public static Finding TooLarge(string path, long length) => Unreadable(
        path,
        FormattableString.Invariant(
            $"it has {length} bytes, and {MaxLength} (1 MiB) is the limit. Move what is large to files of its own."));

    private static Finding Unreadable(string path, string reason) =>
        Finding.Create(DiagnosticCatalog.ManifestUnreadable, new SourceLocation(path), reason);

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file. Run 'modulebuild init' to write one.",
        UnauthorizedAccessException => "this user has no permission to read it. Change its permissions.",
        PathTooLongException => "its path is too long for the system. Move the project to a shorter path.",
        IOException when IsLocked(e) => "another program has locked it. Close that program, and try again.",
        _ => $"the system says: {e.Message}",
    };

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows; EAGAIN, with which .NET reports its own advisory locks elsewhere.
    private static bool IsLocked(Exception e) => (e.HResult & 0xFFFF) is 32 or 33 or 11;
}

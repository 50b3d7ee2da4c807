using System.Text;

namespace ModuleBuild.Core.Files;

/// <summary>Opens files that people name, and says in words why one cannot be read.</summary>
public static class NamedFile
{
    /// <summary>Opens a file for reading, so that others may still write it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="problem">What is wrong, as the end of a sentence (<c>does not exist</c>), or null.</param>
    /// <returns>The open file, or null.</returns>
    public static FileStream? Open(string path, out string? problem)
    {
        problem = null;
        try
        {
            if (!FileType.IsOrdinary(path))
            {
                problem = "is no ordinary file";
                return null;
            }

            if (File.Exists(path))
            {
                var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                if (stream.Length > 0 || stream.ReadByte() < 0)
                {
                    return stream;
                }

                stream.Dispose(); // what the system makes up while it is read says that it is empty
                problem = "is no ordinary file";
                return null;
            }

            problem = Directory.Exists(path) ? "is a folder" : "does not exist";
        }
        catch (Exception e) when (IsFileProblem(e))
        {
            problem = ReasonOf(e);
        }

        return null;
    }

    /// <summary>Reads the beginning of a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="limit">Most bytes to read.</param>
    /// <param name="problem">What is wrong, as the end of a sentence, or null.</param>
    /// <returns>At most so many bytes; none where there is a problem.</returns>
    public static byte[] Read(string path, int limit, out string? problem)
    {
        using var stream = Open(path, out problem);
        if (stream is null)
        {
            return [];
        }

        try
        {
            var bytes = new byte[(int)Math.Min(limit, stream.Length)];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length == bytes.Length ? bytes : bytes[..length];
        }
        catch (Exception e) when (IsFileProblem(e))
        {
            problem = ReasonOf(e);
            return [];
        }
    }

    /// <summary>Text from bytes: UTF-8, or what a byte order mark says.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string Decode(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Whether an exception tells of a file, and not of a mistake of this program.</summary>
    /// <param name="e">The exception.</param>
    public static bool IsFileProblem(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private static string ReasonOf(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "does not exist",
        UnauthorizedAccessException => "cannot be read: this user has no permission",
        IOException when (e.HResult & 0xFFFF) is 32 or 33 or 11 => "cannot be read: another program has locked it",
        _ => $"cannot be read: {e.Message}",
    };
}

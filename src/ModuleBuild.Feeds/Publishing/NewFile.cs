using System.Runtime.InteropServices;

namespace ModuleBuild.Feeds.Publishing;

/// <summary>Writes a file whole, and only where nothing stands yet; of many who try at once one does it.</summary>
internal static partial class NewFile
{
    private const int FileExists = 17; // EEXIST

    /// <summary>Writes.</summary>
    /// <param name="path">The target, in a folder that is there.</param>
    /// <param name="content">All of its bytes.</param>
    /// <returns>Whether it was written; otherwise something stood there, and still does.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static bool Write(string path, byte[] content)
    {
        // NuGet does not take the name for that of a package.
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            return Place(temporary, path) ?? Create(path, content);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Gives a whole file its name, where nothing has it yet.</summary>
    /// <param name="temporary">The file, in the same folder.</param>
    /// <param name="path">Its name.</param>
    /// <returns>Whether it has it now; null where the file system cannot say.</returns>
    internal static bool? Place(string temporary, string path) => OperatingSystem.IsWindows() ? Move(temporary, path) : Link(temporary, path);

    // Of Windows, one step. Elsewhere .NET looks first and renames then, and a rename overwrites.
    private static bool Move(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    // A second name for the bytes, which then loses its first. Null where the file system knows only one name a file.
    private static bool? Link(string temporary, string path) =>
        MakeLink(temporary, path) == 0 ? true : Marshal.GetLastPInvokeError() == FileExists ? false : null;

    // One wins still; readers may see a part of the file for a moment.
    private static bool Create(string path, byte[] content)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            stream.Write(content);
            stream.Flush(flushToDisk: true);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeLink(string existing, string created);
}

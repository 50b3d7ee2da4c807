using System.Formats.Tar;

namespace ModuleBuild.Core.Files;

/// <summary>What a path leads to, told without opening it: whoever opens a named pipe waits until somebody writes into it.</summary>
public static class FileType
{
    /// <summary>Whether it is a file that can be opened and read to its end, as far as that is known before; true where nothing is there.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <exception cref="IOException">The system does not say.</exception>
    /// <exception cref="UnauthorizedAccessException">It does not let this user look.</exception>
    public static bool IsOrdinary(string path)
    {
        // Pipes and devices have no length; what has one is not asked further. A link has the length of its own text.
        var file = new FileInfo(path);
        file = file.LinkTarget is null ? file : new FileInfo(file.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        if (OperatingSystem.IsWindows() || !file.Exists || file.Length > 0)
        {
            return true;
        }

        // .NET knows folders and links only, but for its archives, which keep the types of all files.
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(file.FullName, "file");
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry() is { EntryType: TarEntryType.RegularFile };
    }
}

using System.Text;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Tasks.Stages.Checks;

/// <summary>A record of the gate that pack compares with: a set of lines.</summary>
internal static class LineRecord
{
    /// <summary>The bytes of a record: each line once, in order, so that the same set is the same file.</summary>
    /// <param name="lines">The lines.</param>
    public static byte[] Write(IEnumerable<string> lines) =>
        Encoding.UTF8.GetBytes(string.Concat(lines.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(line => line + "\n")));

    /// <summary>The lines of a record in several folders. A folder without one has none: then nothing was looked at.</summary>
    /// <param name="folders">Absolute paths.</param>
    /// <param name="name">Name of the record.</param>
    public static HashSet<string> Read(IEnumerable<string> folders, string name) =>
        folders.SelectMany(folder => ReadFile(Path.Combine(folder, name))).ToHashSet(StringComparer.Ordinal);

    private static string[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return [];
        }
    }
}

using System.Security.Cryptography;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>
/// Summaries by what was summarized: the hash of the assembly, of the map, and the version of this code. An entry is written whole or not
/// at all and never changes, so builds share the folder without a lock; one that is damaged is made again.
/// </summary>
/// <param name="folder">Where they are kept; null to keep none.</param>
/// <param name="map">The map.</param>
/// <param name="mapVersion">Its version.</param>
internal sealed class SummaryCache(string? folder, CapabilityMap map, string mapVersion)
{
    private const long LargestFile = 512L * 1024 * 1024;

    private static readonly string Tool = typeof(SummaryCache).Module.ModuleVersionId.ToString("N");

    /// <summary>The summary of a file: kept, or made now.</summary>
    /// <param name="path">The file.</param>
    public AssemblySummary Get(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        try
        {
            if (!FileType.IsOrdinary(path))
            {
                return AssemblySummary.Of(name, "it is no ordinary file");
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return file.Length > LargestFile ? AssemblySummary.Of(name, "it is too large") : Get(name, file);
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return AssemblySummary.Of(name, "it cannot be opened");
        }
    }

    private AssemblySummary Get(string name, FileStream file)
    {
        if (folder is null)
        {
            return SummaryBuilder.Build(name, file, map);
        }

        var entry = EntryOf(SHA256.HashData(file));
        if (Kept(entry) is { } kept)
        {
            return kept;
        }

        file.Position = 0;
        var made = SummaryBuilder.Build(name, file, map);
        AtomicFile.Write(entry, SummaryFile.Write(made)); // a full disk costs time, not the result
        return made;
    }

    private static AssemblySummary? Kept(string entry)
    {
        try
        {
            return File.Exists(entry) ? SummaryFile.Read(File.ReadAllBytes(entry)) : null;
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return null;
        }
    }

    private string EntryOf(byte[] hash)
    {
        var name = Convert.ToHexStringLower(hash);
        return Path.Combine(folder!, $"{mapVersion}-{Tool}", name[..2], name + ".summary");
    }
}

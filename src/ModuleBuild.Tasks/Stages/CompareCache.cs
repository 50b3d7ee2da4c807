using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Security.Compatibility;

namespace ModuleBuild.Tasks.Stages;

/// <summary>
/// Results by what was compared: hashes of the compiled assembly and of what it was compared with, and the version of this code. An entry is
/// written whole or not at all and never changes, so builds share the folder without a lock; one that is damaged is made again.
/// </summary>
/// <param name="folder">Where they are kept; null to keep none.</param>
internal sealed class CompareCache(string? folder)
{
    private static readonly string Tool = $"{typeof(CompareCache).Module.ModuleVersionId:N}{typeof(HostComparison).Module.ModuleVersionId:N}";

    /// <summary>The result of a comparison: kept, or made now.</summary>
    /// <param name="parts">All on which it depends; null where that cannot be told.</param>
    /// <param name="make">Compares; null where that was not possible, which is not kept.</param>
    public (CompatibilityReport Report, ImmutableArray<Finding> Findings)? Get(
        IEnumerable<string>? parts, Func<(CompatibilityReport Report, ImmutableArray<Finding> Findings)?> make)
    {
        if (folder is null || parts is null)
        {
            return make();
        }

        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [Tool, .. parts]))));
        var (report, findings) = (Path.Combine(folder, key[..2], key + ".json"), Path.Combine(folder, key[..2], key + ".findings.json"));
        if (Kept(report) is { } kept && FindingRecord.Read(findings) is { } told)
        {
            return (kept, told);
        }

        var made = make();
        if (made is { } result)
        {
            // A full disk costs time, not the result.
            AtomicFile.WriteAll([(findings, FindingRecord.Write(result.Findings)), (report, CompatibilityReportFile.Write(result.Report))]);
        }

        return made;
    }

    /// <summary>What stands for references: they are many, and only a few of them are looked into.</summary>
    /// <param name="paths">Absolute paths.</param>
    public static IEnumerable<string> StampsOf(IEnumerable<string> paths) => paths.Select(path => new FileInfo(path))
        .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {(file.Exists ? file.Length : -1)} {file.LastWriteTimeUtc.Ticks}"));

    private static CompatibilityReport? Kept(string path)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= CompatibilityReportFile.MaxSize
                ? CompatibilityReportFile.Read(path, File.ReadAllBytes(path)).Report
                : null;
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return null;
        }
    }
}

using System.Collections.Immutable;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>
/// <c>modulebuild.baseline.json</c>: findings that a team accepts for now, by code, file and subject, so that new ones still fail.
/// </summary>
/// <param name="Path">Path of the baseline file.</param>
/// <param name="Entries">In the order of file, code and subject.</param>
public sealed record Baseline(string Path, ImmutableArray<BaselineEntry> Entries)
{
    /// <summary>Name of the file, looked for in the module's folder and then in each folder above it.</summary>
    public const string FileName = "modulebuild.baseline.json";

    /// <summary>The nearest baseline file in a folder or above it, or null.</summary>
    /// <param name="folder">Absolute path of the module's folder.</param>
    public static string? Find(string folder) => throw new NotImplementedException();

    /// <summary>Reads a baseline. Never throws for what the file is or holds.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The baseline, or MB9003 findings.</returns>
    public static (Baseline? Baseline, ImmutableArray<Finding> Findings) ReadFile(string path) => throw new NotImplementedException();

    /// <summary>Takes accepted findings out, and adds MB9002 for each entry about one of the files that no finding needs any more.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="files">Absolute paths of the files that were looked at; entries about others are neither used nor stale.</param>
    public BaselineResult Apply(IReadOnlyList<Finding> findings, IReadOnlyCollection<string> files) => throw new NotImplementedException();

    /// <summary>The bytes of a baseline that accepts the given findings (notes are left out), keeping the reasons of entries that stay.</summary>
    /// <param name="path">Where the file will stand; entries are relative to its folder.</param>
    /// <param name="findings">What is to be accepted.</param>
    /// <param name="previous">The baseline that it replaces, or null.</param>
    public static byte[] Write(string path, IReadOnlyList<Finding> findings, Baseline? previous) => throw new NotImplementedException();
}

/// <summary>One accepted finding.</summary>
/// <param name="Code">Its code.</param>
/// <param name="File">Its file, relative to the baseline's folder, with <c>/</c>.</param>
/// <param name="Subject">Its subject; empty where the finding has none.</param>
/// <param name="Reason">Why it is accepted, or null.</param>
/// <param name="Location">Where the entry stands in the baseline file.</param>
public sealed record BaselineEntry(string Code, string File, string Subject, string? Reason, SourceLocation Location);

/// <summary>Findings after a baseline was applied.</summary>
/// <param name="Findings">What remains, with MB9002 for stale entries.</param>
/// <param name="Accepted">What the baseline took out.</param>
public sealed record BaselineResult(ImmutableArray<Finding> Findings, ImmutableArray<Finding> Accepted);

using System.Collections.Immutable;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>
/// <c>modulebuild.baseline.json</c>: findings that a team accepts for now, by code, file and subject, so that new ones still fail.
/// </summary>
/// <param name="Path">Path of the baseline file.</param>
/// <param name="Entries">In the order of file, code and subject, which no two of them share.</param>
public sealed record Baseline(string Path, ImmutableArray<BaselineEntry> Entries)
{
    /// <summary>Name of the file, looked for in the module's folder and then in each folder above it.</summary>
    public const string FileName = "modulebuild.baseline.json";

    /// <summary>The format that this tool reads and writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The nearest baseline file in a folder or above it, or null.</summary>
    /// <param name="folder">Absolute path of the module's folder.</param>
    public static string? Find(string folder)
    {
        for (var at = folder; at is not null; at = System.IO.Path.GetDirectoryName(at))
        {
            var path = System.IO.Path.Combine(at, FileName);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>Reads a baseline. Never throws for what the file is or holds.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The baseline, or MB9003 findings.</returns>
    public static (Baseline? Baseline, ImmutableArray<Finding> Findings) ReadFile(string path) => BaselineReader.ReadFile(path);

    /// <summary>Takes accepted findings out, and adds MB9002 for each entry about one of the files that no finding needs any more.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="files">Absolute paths of the files that were looked at; entries about others are neither used nor stale.</param>
    /// <param name="notLookedFor">What this run could not find in them, for example without a compiled assembly; null for nothing.</param>
    public BaselineResult Apply(
        IReadOnlyList<Finding> findings, IReadOnlyCollection<string> files, IReadOnlyCollection<DiagnosticDescriptor>? notLookedFor = null)
    {
        var folder = new BaselineFolder(Path);
        var accepting = Entries.ToDictionary(AcceptedIdentity.Of);
        var needed = new HashSet<AcceptedIdentity>();
        var remaining = ImmutableArray.CreateBuilder<Finding>();
        var accepted = ImmutableArray.CreateBuilder<Finding>();
        foreach (var finding in findings)
        {
            if (folder.IdentityOf(finding) is { } identity && accepting.TryGetValue(identity, out var entry))
            {
                needed.Add(identity);
                accepted.Add(finding with { Justification = entry.Reason });
            }
            else
            {
                remaining.Add(finding);
            }
        }

        var looked = new LookedAt(folder, files, notLookedFor);
        remaining.AddRange(accepting
            .Where(entry => looked.Covers(entry.Key) && !needed.Contains(entry.Key))
            .Select(entry => entry.Value.Stale()));
        return new(remaining.DrainToImmutable(), accepted.DrainToImmutable());
    }

    /// <summary>The bytes of a baseline that accepts the given findings (notes are left out), keeping the reasons of entries that stay.</summary>
    /// <param name="path">Where the file will stand; entries are relative to its folder.</param>
    /// <param name="findings">What is to be accepted.</param>
    /// <param name="previous">The baseline that it replaces, or null.</param>
    /// <param name="files">Absolute paths of the files that were looked at: entries of the previous baseline about others stay. Null for all files.</param>
    /// <param name="notLookedFor">What this run could not find in them: entries of the previous baseline about that stay. Null for nothing.</param>
    public static byte[] Write(
        string path,
        IReadOnlyList<Finding> findings,
        Baseline? previous,
        IReadOnlyCollection<string>? files = null,
        IReadOnlyCollection<DiagnosticDescriptor>? notLookedFor = null) =>
        BaselineWriter.Write(path, findings, previous, files, notLookedFor);
}

/// <summary>One accepted finding.</summary>
/// <param name="Code">Its code.</param>
/// <param name="File">Its file, relative to the baseline's folder, with <c>/</c>.</param>
/// <param name="Subject">Its subject; empty where the finding has none.</param>
/// <param name="Reason">Why it is accepted, or null.</param>
/// <param name="Location">Where the entry stands in the baseline file.</param>
public sealed record BaselineEntry(string Code, string File, string Subject, string? Reason, SourceLocation Location)
{
    /// <summary>JSON Pointer (RFC 6901) of the entry in the baseline file.</summary>
    internal string Pointer { get; init; } = string.Empty;

    /// <summary>MB9002 for this entry.</summary>
    internal Finding Stale() =>
        Finding.Create(DiagnosticCatalog.BaselineStale, Location, Code, Subject.Length == 0 ? File : $"{File}#{Subject}") with
        {
            Subject = Pointer,
        };
}

/// <summary>Findings after a baseline was applied.</summary>
/// <param name="Findings">What remains, with MB9002 for stale entries.</param>
/// <param name="Accepted">What the baseline took out.</param>
public sealed record BaselineResult(ImmutableArray<Finding> Findings, ImmutableArray<Finding> Accepted);

using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Packaging.Docs;

namespace ModuleBuild.Cli.Documentation;

/// <summary>What writing pages gave.</summary>
/// <param name="Changed">Absolute paths of the files that changed.</param>
/// <param name="Findings">What could not be done, and why.</param>
internal sealed record WrittenPages(ImmutableArray<string> Changed, ImmutableArray<Finding> Findings);

/// <summary>Writes generated pages into the sources: the page of a module, and the section of its README.</summary>
internal static class PageWriter
{
    /// <summary>Writes both, or neither.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="files">Where they belong.</param>
    public static WrittenPages Write(ModulePages pages, DocsFiles files)
    {
        var targets = new List<(string Path, ReadOnlyMemory<byte> Content)>();
        var findings = ImmutableArray<Finding>.Empty;
        try
        {
            AddIfDifferent(targets, files.PagePath, Encoding.UTF8.GetBytes(pages.Page));
            if (File.Exists(files.ReadmePath) && ModuleDocs.Inject(File.ReadAllBytes(files.ReadmePath), pages.ReadmeSection) is { } readme)
            {
                AddIfDifferent(targets, files.ReadmePath, readme);
            }
            else
            {
                findings = [MarkerMissing(files.ReadmePath)];
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new WrittenPages([], [Finding.Create(
                DiagnosticCatalog.ProjectUnusable, new SourceLocation(files.ReadmePath), $"The documentation cannot be compared: {e.Message}")]);
        }

        var failures = AtomicFile.WriteAll(targets);
        return new WrittenPages(failures.IsEmpty ? [.. targets.Select(target => target.Path)] : [], [.. findings, .. failures]);
    }

    // Git may have changed the line endings of a committed page: that alone is no difference.
    private static void AddIfDifferent(List<(string Path, ReadOnlyMemory<byte> Content)> targets, string path, byte[] content)
    {
        if (!File.Exists(path) || !WithoutReturns(File.ReadAllBytes(path)).SequenceEqual(WithoutReturns(content)))
        {
            targets.Add((path, content));
        }
    }

    private static IEnumerable<byte> WithoutReturns(byte[] text) => text.Where(character => character != '\r');

    private static Finding MarkerMissing(string readme) => Finding.Create(
        DiagnosticCatalog.DocsMarkerMissing,
        new SourceLocation(readme),
        File.Exists(readme) ? $"{Path.GetFileName(readme)} has no pair of markers" : $"There is no {Path.GetFileName(readme)}");
}

using System.Collections.Immutable;
using NuGet.Versioning;

namespace ModuleBuild.Core.Changelogs;

/// <summary>A changelog of the form https://keepachangelog.com: <c>## [1.2.0] - 2026-01-02</c> above what changed. Other text is left out.</summary>
/// <param name="Sections">In the order of the file, newest first as a rule.</param>
public sealed record Changelog(ImmutableArray<ChangelogSection> Sections)
{
    private const string UnreleasedName = "unreleased";

    /// <summary>What comes with the next version; null where the changelog has no such section.</summary>
    public ChangelogSection? Unreleased => Sections.FirstOrDefault(section => section.Version is null);

    /// <summary>The highest version that it knows; null where there is none.</summary>
    public NuGetVersion? Newest => Sections.Max(section => section.Version);

    /// <summary>The section of a version; null where there is none, or where it is empty.</summary>
    /// <param name="version">The version.</param>
    public ChangelogSection? Find(NuGetVersion version) => Sections.FirstOrDefault(section => section.Version == version && section.Text.Length > 0);

    /// <summary>Reads a changelog. What is no section of a version is skipped.</summary>
    /// <param name="markdown">Its text.</param>
    public static Changelog Read(string markdown)
    {
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var sections = ImmutableArray.CreateBuilder<ChangelogSection>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!TryHeading(lines[i], out var version))
            {
                continue;
            }

            var end = Array.FindIndex(lines, i + 1, line => line.StartsWith("## ", StringComparison.Ordinal) || IsLink(line));
            end = end < 0 ? lines.Length : end;
            sections.Add(new ChangelogSection(version, string.Join('\n', lines[(i + 1)..end]).Trim()));
            i = end - 1;
        }

        return new Changelog(sections.ToImmutable());
    }

    // A heading of the second level that names a version, or says that there is none yet.
    private static bool TryHeading(string line, out NuGetVersion? version)
    {
        version = null;
        if (!line.StartsWith("## ", StringComparison.Ordinal))
        {
            return false;
        }

        var word = line[3..].Trim().Split(' ', 2)[0].Trim('[', ']');
        return word.Equals(UnreleasedName, StringComparison.OrdinalIgnoreCase) || NuGetVersion.TryParse(word.TrimStart('v', 'V'), out version);
    }

    // Link definitions stand at the end of the file, below the last section.
    private static bool IsLink(string line) => line.StartsWith('[') && line.Contains("]: ", StringComparison.Ordinal);
}

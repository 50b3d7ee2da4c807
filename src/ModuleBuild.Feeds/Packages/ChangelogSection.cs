using NuGet.Versioning;

namespace ModuleBuild.Feeds.Packages;

/// <summary>Finds the section of a version in a changelog of the form https://keepachangelog.com: <c>## [1.2.0] - 2026-01-02</c>.</summary>
internal static class ChangelogSection
{
    /// <summary>The text below the heading, up to the next heading of that level; null where there is none.</summary>
    /// <param name="changelog">Markdown.</param>
    /// <param name="version">The version.</param>
    public static string? Find(string changelog, NuGetVersion version)
    {
        var lines = changelog.ReplaceLineEndings("\n").Split('\n');
        var start = Array.FindIndex(lines, line => VersionOf(line) == version);
        if (start < 0)
        {
            return null;
        }

        var end = Array.FindIndex(lines, start + 1, line => line.StartsWith("## ", StringComparison.Ordinal) || IsLink(line));
        var text = string.Join('\n', lines[(start + 1)..(end < 0 ? lines.Length : end)]).Trim();
        return text.Length == 0 ? null : text;
    }

    private static NuGetVersion? VersionOf(string line)
    {
        if (!line.StartsWith("## ", StringComparison.Ordinal))
        {
            return null;
        }

        var word = line[3..].Trim().Split(' ', 2)[0].Trim('[', ']');
        return NuGetVersion.TryParse(word.TrimStart('v', 'V'), out var version) ? version : null;
    }

    // Link definitions stand at the end of the file, below the last section.
    private static bool IsLink(string line) => line.StartsWith('[') && line.Contains("]: ", StringComparison.Ordinal);
}

using System.Text.RegularExpressions;

namespace ModuleBuild.Security.Tests.Capabilities.Coverage;

/// <summary>What was looked at and found to need no line of the map, with the reason.</summary>
/// <param name="file"><c>map-review.txt</c> or <c>attribute-review.txt</c>, which say what their lines mean.</param>
internal sealed class MapReview(string file)
{
    private const string Cut = "cut";

    private readonly List<Line> _lines = Read(file);
    private readonly HashSet<Line> _used = [];

    /// <summary>Whether no way goes on through a member that is not public.</summary>
    /// <param name="member">Type and name.</param>
    public bool Cuts(string member) => _lines.Any(line => line.Kind == Cut && Use(line, line.Member.IsMatch(member)));

    /// <summary>Why the map says nothing of a member, or null where nobody has said.</summary>
    /// <param name="leaf">The member and what it reaches.</param>
    public string? ReasonOf(ReachedLeaf leaf) => _lines
        .FirstOrDefault(line => line.Kind != Cut && Use(line, IsOf(line.Kind, leaf.Kinds) && line.Member.IsMatch(leaf.Member)))?.Reason;

    /// <summary>Lines that no question met.</summary>
    public IEnumerable<string> Unused => _lines.Where(line => !_used.Contains(line)).Select(line => line.Text);

    private static bool IsOf(string pattern, string kinds) =>
        pattern == kinds || (pattern.EndsWith('*') && kinds.StartsWith(pattern[..^1], StringComparison.Ordinal));

    private bool Use(Line line, bool matches)
    {
        if (matches)
        {
            _used.Add(line);
        }

        return matches;
    }

    private static List<Line> Read(string file)
    {
        var lines = new List<Line>();
        var reason = string.Empty;
        foreach (var text in File.ReadLines(CoverageFile.PathOf(file)).Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (text.StartsWith('#'))
            {
                reason = text[1..].Trim();
                continue;
            }

            var words = text.Split(' ');
            var member = new Regex($"^{Regex.Escape(words[1]).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            lines.Add(new Line(words[0], member, reason, text));
        }

        return lines;
    }

    private sealed record Line(string Kind, Regex Member, string Reason, string Text);
}

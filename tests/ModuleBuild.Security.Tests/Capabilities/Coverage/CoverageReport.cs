using System.Globalization;
using System.Text;

namespace ModuleBuild.Security.Tests.Capabilities.Coverage;

/// <summary>Members that reach something, set out for people: what the map has is counted, what it lacks is listed under its reason.</summary>
internal static class CoverageReport
{
    private const string Unknown = "NOBODY HAS SAID WHY: add the members to capabilities.map, or a line with the reason to the review";

    /// <summary>The text of the report.</summary>
    /// <param name="header">Comment lines at its beginning.</param>
    /// <param name="leaves">Members and what they reach.</param>
    /// <param name="review">Reasons.</param>
    public static string Of(string header, IReadOnlyCollection<ReachedLeaf> leaves, MapReview review)
    {
        var text = new StringBuilder(header).Append("\n# In the map, by kind\n");
        foreach (var group in leaves.Where(leaf => leaf.IsMapped).GroupBy(Shown).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{group.Key}: {group.Count()}\n");
        }

        var missing = leaves.Where(leaf => !leaf.IsMapped).Select(leaf => (Leaf: leaf, Reason: ReasonOf(leaf, review))).ToList();
        foreach (var group in missing.GroupBy(pair => pair.Reason, pair => pair.Leaf).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n# {group.Key}\n");
            foreach (var type in group.GroupBy(leaf => $"{Shown(leaf)} {leaf.Type}").OrderBy(type => type.Key, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{type.Key}: {string.Join(' ', type.Select(leaf => leaf.Name).Distinct().Order(StringComparer.Ordinal))}");
                var leaf = type.Select(leaf => leaf.Leaf).Order(StringComparer.Ordinal).First();
                text.Append(type.Key.StartsWith(leaf, StringComparison.Ordinal) ? "\n" : $" <- {leaf}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Members that the map lacks and nobody has looked at, as lines for people.</summary>
    public static IEnumerable<string> Unexplained(IEnumerable<ReachedLeaf> leaves, MapReview review) =>
        leaves.Where(leaf => !leaf.IsMapped && ReasonOf(leaf, review) == Unknown).Select(leaf => $"{leaf.Kinds} {leaf.Member} <- {leaf.Leaf}");

    private static string Shown(ReachedLeaf leaf) => leaf.Leaf.Contains('.', StringComparison.Ordinal) || leaf.Leaf.Contains('_', StringComparison.Ordinal) ? leaf.Kinds : leaf.Leaf;

    // Who calls a member that the map has is told of it already; which kinds are the right ones is seen in the report.
    private static string ReasonOf(ReachedLeaf leaf, MapReview review) =>
        review.ReasonOf(leaf) ?? (leaf.MappedAs.Length > 0 ? $"In the map with other kinds: {leaf.MappedAs}" : Unknown);
}

using System.Globalization;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Solving;

namespace ModuleBuild.Core.Resolution.Explaining;

/// <summary>A conflict in one line, for places that show no more: who asked for what cannot be had together.</summary>
internal static class Summary
{
    private const int MostNamed = 4;

    /// <summary>The line, without a full stop.</summary>
    /// <param name="facts">The facts of the proof.</param>
    public static string Of(IReadOnlyList<Fact> facts)
    {
        var roots = facts.OfType<RootAsks>().ToList();
        var ids = roots.Select(IdOf).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return (roots.Count, ids.Count) switch
        {
            (0, _) when facts.Count <= 2 => $"{TextList.Join([.. facts.Select(fact => fact.Tell())])} cannot hold together",
            (0, _) => "All of this cannot hold together",
            (1, _) => $"What asks for {Asked(roots[0])} cannot have it",
            (_, 1) => $"No version of {ids[0]} is in {TextList.Join(Shown(roots.Select(root => $"{root.Range}{By(root)}")))}",
            _ => $"{TextList.Join(Shown(roots.Select(Asked)))} cannot be had together",
        };
    }

    /// <summary>Whether the line speaks of one package only, and of which.</summary>
    /// <param name="id">The package.</param>
    /// <param name="facts">The facts of the proof.</param>
    public static bool IsAbout(string id, IReadOnlyList<Fact> facts) =>
        facts.OfType<RootAsks>().Skip(1).Any() && facts.OfType<RootAsks>().All(root => IdOf(root).Equals(id, StringComparison.OrdinalIgnoreCase));

    private static string Asked(RootAsks root) => $"{IdOf(root)} {root.Range}{By(root)}";

    private static string By(RootAsks root) =>
        root.Requirement.Requester == RootRequirement.CommandLine ? string.Empty : $" ({root.Requirement.Requester})";

    private static string IdOf(RootAsks root) => root.Package?.Id ?? root.Requirement.Dependency.Id;

    private static List<string> Shown(IEnumerable<string> texts)
    {
        var all = texts.Distinct(StringComparer.Ordinal).ToList();
        return all.Count <= MostNamed
            ? all
            : [.. all.Take(MostNamed - 1), string.Create(CultureInfo.InvariantCulture, $"{all.Count - MostNamed + 1} more")];
    }
}

using System.Globalization;
using System.Text;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Cli.Resolution;

/// <summary>A result of resolution as a Mermaid flowchart: who needs whom, or what follows from what.</summary>
internal static class SetGraph
{
    /// <summary>A set: roots and packages, with the ranges at the arrows.</summary>
    /// <param name="set">The set.</param>
    public static string Of(ResolvedSet set)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var text = new StringBuilder("flowchart LR\n");
        foreach (var package in set.Packages)
        {
            names.Add(package.Facts.Id, Node(text, "p", names.Count, package.Facts.ToString()));
        }

        var roots = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var package in set.Packages)
        {
            foreach (var requirement in package.RequiredBy)
            {
                if (requirement.RequesterId is not { } id || !names.TryGetValue(id, out var from))
                {
                    from = roots.TryGetValue(requirement.Requester, out var known)
                        ? known
                        : roots[requirement.Requester] = Node(text, "r", roots.Count, requirement.Requester);
                }

                var arrow = requirement.Kind == Core.Manifest.DependencyKind.Optional ? "-.->" : "-->";
                text.Append(CultureInfo.InvariantCulture, $"  {from} {arrow}|\"{GraphLabels.Mermaid(requirement.Range.Text)}\"| {names[package.Facts.Id]}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>A conflict: facts, and what follows from them.</summary>
    /// <param name="conflict">The conflict.</param>
    public static string Of(ResolutionConflict conflict)
    {
        var steps = conflict.Derivation.PremisesFirst().Reverse().ToList();
        var names = new Dictionary<ProofStep, string>(ReferenceEqualityComparer.Instance);
        var text = new StringBuilder("flowchart BT\n");
        foreach (var step in steps)
        {
            names.Add(step, Node(text, "s", names.Count, step.Conclusion));
        }

        foreach (var step in steps)
        {
            foreach (var premise in step.Premises)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {names[premise]} --> {names[step]}\n");
            }
        }

        return text.ToString();
    }

    private static string Node(StringBuilder text, string kind, int number, string label)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");
        text.Append(CultureInfo.InvariantCulture, $"  {name}[\"{GraphLabels.Mermaid(label)}\"]\n");
        return name;
    }
}

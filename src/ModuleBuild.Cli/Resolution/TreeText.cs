using System.Text;

namespace ModuleBuild.Cli.Resolution;

/// <summary>A lock as a tree for people. What was shown before is not shown again, so that a tree is never longer than its graph.</summary>
/// <param name="graph">The graph.</param>
/// <param name="ascii">Whether lines are drawn in ASCII.</param>
internal sealed class TreeText(LockGraph graph, bool ascii)
{
    // The first that says anything counts.
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    private readonly HashSet<SetNode> _shown = new(ReferenceEqualityComparer.Instance);
    private readonly StringBuilder _text = new();
    private readonly (string Branch, string Last, string Line) _strokes = ascii ? ("+-- ", "`-- ", "|   ") : ("├── ", "└── ", "│   ");

    /// <summary>The tree.</summary>
    public string Render()
    {
        foreach (var module in graph.Modules)
        {
            _text.Append(module.Name).Append('\n');
            Branches(module);
        }

        return _text.ToString();
    }

    /// <summary>Whether a terminal cannot show lines: it says so itself, or its locale has no Unicode.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="redirected">Whether standard output is not a terminal: files and pipes are UTF-8.</param>
    public static bool NeedsAscii(Func<string, string?> variable, bool redirected)
    {
        if (redirected || OperatingSystem.IsWindows())
        {
            return false;
        }

        var locale = LocaleVariables.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return variable("TERM") == "dumb"
            || (locale is not null && !locale.Replace("-", string.Empty, StringComparison.Ordinal).Contains("utf8", StringComparison.OrdinalIgnoreCase));
    }

    // A loop with a stack of its own: how deep a lock is, is not the machine's to say.
    private void Branches(SetNode module)
    {
        var open = new Stack<(SetEdge Edge, string Indent, bool IsLast)>();
        Push(open, module, string.Empty);
        while (open.TryPop(out var next))
        {
            var (edge, indent, isLast) = next;
            var children = graph.EdgesOf(edge.To);
            var isRepeated = children.Count > 0 && !_shown.Add(edge.To);
            _text.Append(indent).Append(isLast ? _strokes.Last : _strokes.Branch).Append(edge.To).Append("  ").Append(edge.Range);
            string[] remarks = [.. edge.Remark.Length == 0 ? [] : new[] { edge.Remark }, .. isRepeated ? new[] { "see above" } : []];
            _text.Append(remarks.Length == 0 ? string.Empty : $" ({string.Join("; ", remarks)})").Append('\n');
            if (!isRepeated)
            {
                Push(open, edge.To, indent + (isLast ? "    " : _strokes.Line));
            }
        }
    }

    private void Push(Stack<(SetEdge Edge, string Indent, bool IsLast)> open, SetNode node, string indent)
    {
        var edges = graph.EdgesOf(node);
        for (var i = edges.Count - 1; i >= 0; i--)
        {
            open.Push((edges[i], indent, i == edges.Count - 1));
        }
    }
}

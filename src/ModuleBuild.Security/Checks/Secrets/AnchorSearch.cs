using System.Buffers;
using System.Collections.Immutable;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>One search for the anchors of some rules.</summary>
internal sealed class AnchorSearch
{
    private readonly SearchValues<string> _anchors;
    private readonly StringComparison _comparison;
    private readonly ImmutableArray<(string Anchor, ISecretRule Rule)>[] _byFirst = new ImmutableArray<(string, ISecretRule)>[128];

    /// <param name="rules">The rules, by anchor.</param>
    /// <param name="comparison">Whether the case of anchors counts.</param>
    public AnchorSearch(ImmutableArray<(string Anchor, ISecretRule Rule)> rules, StringComparison comparison)
    {
        _anchors = SearchValues.Create([.. rules.Select(pair => pair.Anchor)], comparison);
        _comparison = comparison;
        Array.Fill(_byFirst, []);
        foreach (var pair in rules)
        {
            var first = char.ToLowerInvariant(pair.Anchor[0]);
            _byFirst[first] = _byFirst[first].Add(pair);
        }
    }

    /// <summary>What looks like a secret, in the order of its anchors.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Index from which anchors count.</param>
    /// <param name="to">Index up to which they count; rules may look further.</param>
    /// <param name="found">Takes what is found.</param>
    public void Find(ReadOnlySpan<char> text, int from, int to, List<FoundSecret> found)
    {
        while (from < to)
        {
            var step = text[from..].IndexOfAny(_anchors);
            if (step < 0 || from + step >= to)
            {
                return;
            }

            var at = from + step;
            from = at + 1;
            foreach (var (anchor, rule) in _byFirst[char.ToLowerInvariant(text[at]) & 0x7F])
            {
                if (text[at..].StartsWith(anchor, _comparison) && rule.Find(text, at, anchor) is { } secret)
                {
                    found.Add(secret);
                    break;
                }
            }
        }
    }
}

using System.Buffers;
using System.Collections.Immutable;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>
/// All rules behind one search for their anchors. No regular expression: each rule looks a bounded number of characters around, so no
/// text takes longer than its length.
/// </summary>
internal sealed class SecretRules
{
    private readonly SearchValues<string> _anchors;
    private readonly ImmutableArray<(string Anchor, ISecretRule Rule)>[] _byFirst = new ImmutableArray<(string, ISecretRule)>[128];

    private SecretRules(ImmutableArray<ISecretRule> rules)
    {
        var pairs = rules.SelectMany(rule => rule.Anchors.Select(anchor => (Anchor: anchor, Rule: rule))).ToList();
        _anchors = SearchValues.Create([.. pairs.Select(pair => pair.Anchor).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
        Array.Fill(_byFirst, []);
        foreach (var pair in pairs)
        {
            var first = char.ToLowerInvariant(pair.Anchor[0]);
            _byFirst[first] = _byFirst[first].Add(pair);
        }
    }

    /// <summary>The rules.</summary>
    public static SecretRules All { get; } =
        new([.. TokenFormat.ReadAll(), new PrivateKey(), new JsonWebToken(), new AddressWithPassword(), new ConnectionString(), new NamedSecret()]);

    /// <summary>What looks like a secret, in the order of the text; each place once.</summary>
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
                // One value has one finding, whatever else its letters look like.
                if (text[at..].StartsWith(anchor, StringComparison.OrdinalIgnoreCase) && rule.Find(text, at, anchor) is { } secret
                    && (found.Count == 0 || secret.Start >= found[^1].Start + found[^1].Length))
                {
                    found.Add(secret);
                    break;
                }
            }
        }
    }
}

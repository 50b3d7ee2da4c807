using System.Collections.Immutable;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>
/// All rules behind searches for their anchors. No regular expression: each rule looks a bounded number of characters around, so no
/// text takes longer than its length.
/// </summary>
internal static class SecretRules
{
    // A vectorized search for many words compares three letters in eight buckets: 59 words in one search go through 0.4 GB of
    // documentation a second, half as many through 3 GB. Several searches for few words each are faster than one for all.
    private const int WordsOfSearch = 16;

    private static readonly ImmutableArray<AnchorSearch> Exact =
        [.. Split([.. TokenFormat.ReadAll(), new PrivateKey(), new JsonWebToken(), new AddressWithPassword()], StringComparison.Ordinal)];

    private static readonly ImmutableArray<AnchorSearch> Searches =
        [.. Exact, .. Split([new ConnectionString(), new NamedSecret()], StringComparison.OrdinalIgnoreCase)];

    /// <summary>What looks like a secret, in the order of the text; each place once.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Index from which anchors count.</param>
    /// <param name="to">Index up to which they count; rules may look further.</param>
    /// <param name="isBinary">Whether it is no text: only what its own form tells counts, not what stands around it.</param>
    public static List<FoundSecret> Find(ReadOnlySpan<char> text, int from, int to, bool isBinary)
    {
        var all = new List<FoundSecret>();
        foreach (var search in isBinary ? Exact : Searches)
        {
            search.Find(text, from, to, all);
        }

        if (isBinary)
        {
            all.RemoveAll(secret => secret.Kind == AddressWithPassword.Kind);
        }

        // One value has one finding, whatever else its letters look like: the first of the searches counts.
        var found = new List<FoundSecret>();
        foreach (var secret in all.OrderBy(secret => secret.Start))
        {
            if (found.Count == 0 || secret.Start >= found[^1].Start + found[^1].Length)
            {
                found.Add(secret);
            }
        }

        return found;
    }

    private static IEnumerable<AnchorSearch> Split(ImmutableArray<ISecretRule> rules, StringComparison comparison) => rules
        .SelectMany(rule => rule.Anchors.Select(anchor => (Anchor: anchor, Rule: rule)))
        .GroupBy(pair => pair.Anchor, StringComparer.Ordinal)
        .OrderBy(anchor => anchor.Key, StringComparer.Ordinal)
        .Chunk(WordsOfSearch)
        .Select(anchors => new AnchorSearch([.. anchors.SelectMany(anchor => anchor)], comparison));
}

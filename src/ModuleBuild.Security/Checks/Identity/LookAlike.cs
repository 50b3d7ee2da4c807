using System.Collections.Frozen;
using System.Text;

namespace ModuleBuild.Security.Checks.Identity;

/// <summary>
/// Finds ids that a reader takes for a well-known one: a letter added, left out, exchanged or swapped with the next; letters that look
/// alike; other separators. What differs in short words or in digits alone is let pass: that is how families of packages are named.
/// </summary>
internal static class LookAlike
{
    // Words with fewer letters are one letter from one another by chance: SQS and SNS, Core and More. In a long id, less so.
    private const int ShortestWord = 6;
    private const int ShortestWordOfLong = 4;
    private const int LettersOfLong = 14;

    private static readonly FrozenSet<string> Known = WellKnownPackages.Read();
    private static readonly FrozenDictionary<string, string> ByLooks = Index(Known, LooksOf);
    private static readonly FrozenDictionary<string, string[]> ByDeletion = Known
        .SelectMany(id => Deletions(id.ToLowerInvariant()).Select(key => (Key: key, Id: id)))
        .GroupBy(pair => pair.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Id).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    /// <summary>The well-known id that an id is taken for; null where it is none, or is well-known itself.</summary>
    public static string? Of(string id)
    {
        if (id.Length is 0 or > 100 || id.Any(char.IsSurrogate) || IsOfFamily(id))
        {
            return null;
        }

        // Only what is not the same letters in the same order: short ids are often one of two without malice.
        if (ByLooks.TryGetValue(LooksOf(id), out var twin) && twin.Count(char.IsLetter) >= ShortestWord)
        {
            return twin;
        }

        var lower = id.ToLowerInvariant();
        return Deletions(lower)
            .SelectMany(key => ByDeletion.GetValueOrDefault(key) ?? [])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(known => IsSlip(lower, known.ToLowerInvariant()));
    }

    private static bool IsOfFamily(string id)
    {
        for (var end = id.Length; end > 0; end = id.LastIndexOf('.', end - 1))
        {
            if (Known.Contains(id[..end]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one is the other but for one slip of the keyboard inside a long word.</summary>
    private static bool IsSlip(string id, string known)
    {
        var start = 0;
        while (start < id.Length && start < known.Length && id[start] == known[start])
        {
            start++;
        }

        var end = 0;
        while (end < Math.Min(id.Length, known.Length) - start && id[^(end + 1)] == known[^(end + 1)])
        {
            end++;
        }

        var (changed, was) = (id[start..^end], known[start..^end]);
        var isOne = changed.Length <= 1 && was.Length <= 1;
        var isSwap = changed.Length == 2 && was.Length == 2 && changed[0] == was[1] && changed[1] == was[0];
        return (isOne || isSwap) && (changed + was).All(char.IsLetter)
            && WordAt(known, start) >= (known.Count(char.IsLetter) >= LettersOfLong ? ShortestWordOfLong : ShortestWord);
    }

    private static int WordAt(string text, int at)
    {
        at = Math.Min(at, text.Length - 1);
        at -= at > 0 && !char.IsLetterOrDigit(text[at]) ? 1 : 0;
        var (start, end) = (at, at);
        while (start > 0 && char.IsLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        return end - start;
    }

    // Two texts one edit apart, or with two neighbours swapped, have one of these in common.
    private static IEnumerable<string> Deletions(string id) => Enumerable.Range(0, id.Length).Select(at => id.Remove(at, 1)).Append(id);

    /// <summary>What a reader sees: no separators, and one letter for all that look like it.</summary>
    private static string LooksOf(string id)
    {
        var seen = new StringBuilder(id.Length);
        foreach (var character in id.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            // Letters of the Cyrillic, Greek and Armenian alphabets are written as numbers here, because that is the trouble with them.
            seen.Append(character switch
            {
                '0' or '\u043E' or '\u03BF' => 'o',
                '1' or 'i' or '\u0456' or '\u03B9' or '|' or '\u0131' => 'l',
                '\u0430' or '\u03B1' => 'a',
                '\u0435' or '\u03B5' => 'e',
                '\u0441' => 'c',
                '\u0440' or '\u03C1' => 'p',
                '\u0445' or '\u03C7' => 'x',
                '\u0443' or '\u03B3' => 'y',
                '\u0455' or '5' => 's',
                '\u0458' => 'j',
                '\u043A' or '\u03BA' => 'k',
                '\u0578' or '\u03B7' => 'n',
                '\u0442' or '\u03C4' => 't',
                '\u043C' => 'm',
                '\u0432' => 'b',
                '\u0501' => 'd',
                '\u051B' => 'q',
                '\u03BD' or '\u0475' => 'v',
                _ => character,
            });
        }

        return string.Concat(seen.Replace("rn", "m").Replace("vv", "w").ToString().Where(char.IsLetterOrDigit));
    }

    private static FrozenDictionary<string, string> Index(IEnumerable<string> ids, Func<string, string> key) => ids
        .GroupBy(key, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Order(StringComparer.Ordinal).First(), StringComparer.Ordinal);
}

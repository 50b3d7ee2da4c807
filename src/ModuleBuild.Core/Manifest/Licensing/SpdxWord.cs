namespace ModuleBuild.Core.Manifest.Licensing;

/// <summary>A word of an expression that is no operator: an identifier of the list, or a reference.</summary>
/// <param name="Canonical">As the list writes it, with <c>+</c> where it has one.</param>
/// <param name="Expression">The licence; null for an exception and where there is a problem.</param>
/// <param name="IsDeprecated">Whether the list advises against it.</param>
/// <param name="Problem">What is wrong with the word, or null.</param>
/// <param name="Offset">Where in the word the problem is.</param>
internal readonly record struct SpdxWord(
    string Canonical, SpdxExpression? Expression = null, bool IsDeprecated = false, string? Problem = null, int Offset = 0)
{
    /// <summary>Reads a licence, or the exception that follows WITH.</summary>
    public static SpdxWord Read(ReadOnlySpan<char> word, bool isException)
    {
        if (Slip(word) is { } slip)
        {
            return Bad(slip);
        }

        for (var i = 0; i < word.Length; i++)
        {
            if (!IsIdCharacter(word[i]) && word[i] is not (':' or '+'))
            {
                return Bad(StrayCharacter(word[i..]), i);
            }
        }

        if (word.Contains("Ref-", StringComparison.OrdinalIgnoreCase) && word.IndexOf('-') is var dash
            && word[..dash].EndsWith("Ref", StringComparison.OrdinalIgnoreCase))
        {
            return ReadReference(word, isException ? "AdditionRef-" : "LicenseRef-", isException);
        }

        var orLater = !isException && word[^1] == '+';
        var id = (orLater ? word[..^1] : word).ToString();
        if (SpdxLicenseList.Shared.Find(id) is not { } entry)
        {
            var list = isException ? "exception" : "licence";
            return Bad($"{Shown(word)} is not on the SPDX {list} list {SpdxLicenseList.Shared.Version}.");
        }

        if (entry.IsException != isException)
        {
            return Bad(isException
                ? $"'{entry.Id}' is a licence, not an exception; combine licences with AND or OR."
                : $"'{entry.Id}' is an exception: it stands after a licence and WITH.");
        }

        var license = new SpdxLicense(entry.Id, orLater);
        return new SpdxWord(license.ToString(), isException ? null : license, entry.IsDeprecated);
    }

    /// <summary>What is wrong with an operator that was almost right, or null.</summary>
    public static string? Slip(ReadOnlySpan<char> word) =>
        word is "+" ? "No space may stand before '+'."
        : word[0] is '/' or '|' or '&' or ',' or ';' ? StrayCharacter(word)
        : word.Equals("AND", StringComparison.OrdinalIgnoreCase)
            || word.Equals("OR", StringComparison.OrdinalIgnoreCase)
            || word.Equals("WITH", StringComparison.OrdinalIgnoreCase)
            ? $"The operator '{word}' must be all upper case or all lower case."
        : null;

    /// <summary>A word in quotes for a message: shortened, and without what would break the line.</summary>
    public static string Shown(ReadOnlySpan<char> word)
    {
        const int longest = 60;
        var shown = word.Length > longest ? $"{word[..longest]}…" : word.ToString();
        return $"'{string.Create(shown.Length, shown, static (characters, from) =>
        {
            for (var i = 0; i < characters.Length; i++)
            {
                characters[i] = char.IsControl(from[i]) || char.IsSurrogate(from[i]) ? '\uFFFD' : from[i];
            }
        })}'";
    }

    // [DocumentRef-x:]LicenseRef-y, and likewise AdditionRef- after WITH.
    private static SpdxWord ReadReference(ReadOnlySpan<char> word, string prefix, bool isException)
    {
        const string documentPrefix = "DocumentRef-";
        string? document = null;
        var rest = 0;
        if (word.StartsWith(documentPrefix, StringComparison.Ordinal))
        {
            var colon = word.IndexOf(':');
            if (colon < 0)
            {
                return Bad($"After 'DocumentRef-' and a name, ':{prefix}' is missing.", word.Length);
            }

            document = word[documentPrefix.Length..colon].ToString();
            if (!IsIdstring(document))
            {
                return Bad("The name after 'DocumentRef-' must be of letters, digits, '-' and '.'.", documentPrefix.Length);
            }

            rest = colon + 1;
        }

        if (!word[rest..].StartsWith(prefix, StringComparison.Ordinal))
        {
            return Bad($"Expected '{prefix}' here, written so.", rest);
        }

        var name = word[(rest + prefix.Length)..];
        if (!IsIdstring(name))
        {
            return Bad($"The name after '{prefix}' must be of letters, digits, '-' and '.'.", rest + prefix.Length);
        }

        return new SpdxWord(word.ToString(), isException ? null : new SpdxLicenseReference(document, name.ToString()));
    }

    private static string StrayCharacter(ReadOnlySpan<char> from) => from[0] switch
    {
        '/' or '|' => $"'{from[0]}' is not an operator; write OR.",
        '&' => "'&' is not an operator; write AND.",
        ',' or ';' => $"'{from[0]}' is not an operator; write AND or OR.",
        _ => $"{Shown(from[..1])} has no place in an expression.",
    };

    private static bool IsIdstring(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!IsIdCharacter(character))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    private static bool IsIdCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '.';

    private static SpdxWord Bad(string problem, int offset = 0) => new(string.Empty, Problem: problem, Offset: offset);
}

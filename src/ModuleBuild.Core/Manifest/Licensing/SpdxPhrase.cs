namespace ModuleBuild.Core.Manifest.Licensing;

internal enum SpdxPhraseKind
{
    /// <summary>AND, OR, WITH or a parenthesis.</summary>
    Syntax,

    /// <summary>One or more words between those.</summary>
    Name,

    /// <summary>A comma or semicolon: AND or OR, nobody knows.</summary>
    Unclear,
}

/// <summary>A part of something that is almost an expression.</summary>
internal readonly record struct SpdxPhrase(SpdxPhraseKind Kind, string Text, bool IsSlash = false)
{
    /// <summary>Splits at operators in any case, at the signs that people write for them, and at parentheses.</summary>
    public static List<SpdxPhrase> Split(string text)
    {
        foreach (var sign in "()/|&,;")
        {
            text = text.Replace(sign.ToString(), $" {sign} ", StringComparison.Ordinal);
        }

        var phrases = new List<SpdxPhrase>();
        var name = new List<string>();
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var isOrLater = words[i].Equals("or", StringComparison.OrdinalIgnoreCase) && i + 1 < words.Length
                && words[i + 1].TrimEnd('.').Equals("later", StringComparison.OrdinalIgnoreCase);
            if (isOrLater || SyntaxOf(words[i]) is not { } syntax)
            {
                name.Add(words[i]);
                continue;
            }

            EndName();
            // && and || come as two signs.
            if (words[i] is not ("&" or "|") || i == 0 || words[i - 1] != words[i])
            {
                phrases.Add(syntax);
            }
        }

        EndName();
        return phrases;

        void EndName()
        {
            if (name.Count > 0)
            {
                phrases.Add(new SpdxPhrase(SpdxPhraseKind.Name, string.Join(' ', name)));
                name.Clear();
            }
        }
    }

    private static SpdxPhrase? SyntaxOf(string word) => word.ToUpperInvariant() switch
    {
        "AND" or "&" => new SpdxPhrase(SpdxPhraseKind.Syntax, "AND"),
        "OR" or "|" => new SpdxPhrase(SpdxPhraseKind.Syntax, "OR"),
        "/" => new SpdxPhrase(SpdxPhraseKind.Syntax, "OR", IsSlash: true),
        "WITH" => new SpdxPhrase(SpdxPhraseKind.Syntax, "WITH"),
        "(" or ")" => new SpdxPhrase(SpdxPhraseKind.Syntax, word),
        "," or ";" => new SpdxPhrase(SpdxPhraseKind.Unclear, word),
        _ => null,
    };
}

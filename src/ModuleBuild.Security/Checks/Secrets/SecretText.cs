namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>Tells what was drawn by chance from what a person wrote in its place.</summary>
internal static class SecretText
{
    // A token of 36 letters holds one of these by chance once in some ten thousand.
    private static readonly string[] WrittenByPeople =
    [
        "example", "sample", "dummy", "fake", "mock", "test", "placeholder", "redacted", "replace", "insert", "secret", "password", "changeme",
        "change_me", "change-me", "your", "xxxx", "****", "....", "----", "____", "0000", "1234", "abcd", "aaaa", "qwerty", "deadbeef", "lorem", "foobar", "todo",
    ];

    /// <summary>Whether a letter or digit stands there.</summary>
    public static bool IsWordAt(ReadOnlySpan<char> text, int index) => (uint)index < (uint)text.Length && char.IsAsciiLetterOrDigit(text[index]);

    /// <summary>Whether a person wrote it: a word, a row of the same letters, or too little chance for its length.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> body)
    {
        foreach (var word in WrittenByPeople)
        {
            if (body.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return EntropyOf(body) < (body.Length >= 20 ? 3.0 : 2.5);
    }

    /// <summary>Shannon's entropy in bits a character.</summary>
    public static double EntropyOf(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[256];
        foreach (var character in text)
        {
            counts[character & 0xFF]++;
        }

        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                var share = (double)count / text.Length;
                entropy -= share * Math.Log2(share);
            }
        }

        return entropy;
    }

    /// <summary>
    /// How often letters, digits and cases follow one another otherwise than in words: what was drawn changes at every other
    /// character, <c>CamelCaseNames42</c> hardly do.
    /// </summary>
    public static double ChangesOf(ReadOnlySpan<char> text)
    {
        var changes = 0;
        for (var i = 1; i < text.Length; i++)
        {
            var (before, now) = (ClassOf(text[i - 1]), ClassOf(text[i]));
            // A capital and then small letters is how a word begins.
            changes += before != now && !(before == 'U' && now == 'l') ? 1 : 0;
        }

        return text.Length < 2 ? 0 : (double)changes / (text.Length - 1);
    }

    private static char ClassOf(char character) => character switch
    {
        >= 'A' and <= 'Z' => 'U',
        >= 'a' and <= 'z' => 'l',
        >= '0' and <= '9' => '9',
        _ => '.',
    };
}

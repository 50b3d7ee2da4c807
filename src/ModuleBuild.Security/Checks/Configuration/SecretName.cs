namespace ModuleBuild.Security.Checks.Configuration;

/// <summary>Whether the name of a setting says that its value is secret: by its last words, so that <c>passwordPolicy</c> does not.</summary>
internal static class SecretName
{
    // The word alone says it.
    private static readonly string[] Words = ["password", "passwd", "pwd", "passphrase", "passcode", "secret", "token", "credential", "credentials", "apikey", "accesskey", "privatekey", "connectionstring", "clientsecret", "authtoken", "accesstoken"];

    // More of one are a list of secrets; tokens are also what texts are cut into, and secrets a section.
    private static readonly string[] Plurals = ["passwords", "passphrases", "apikeys", "accesskeys", "privatekeys", "connectionstrings", "clientsecrets", "accesstokens"];

    // With one of these before it, a key is secret.
    private static readonly string[] SecretKeys = ["api", "access", "secret", "private", "shared", "account", "encryption", "signing", "master", "subscription", "auth", "storage", "hmac", "signature", "function"];

    // With one of these right before it, a token, key or secret is none.
    private static readonly string[] Harmless = ["public", "cancellation", "page", "paging", "continuation", "sync", "separator", "delimiter", "placeholder", "resume", "next", "concurrency", "parse", "syntax"];

    // A name that begins so is about a secret, as showPassword is.
    private static readonly string[] Verbs = ["hide", "show", "mask", "is", "has", "use", "allow", "enable", "require", "requires", "validate", "log", "rotate"];

    // How it is written, which says nothing of what it is.
    private static readonly string[] Forms = ["value", "text", "base64", "hex", "plain", "raw"];

    /// <summary>Whether it is the name of a secret.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isList">Whether there may be more of them.</param>
    public static bool IsSecret(string name, bool isList)
    {
        var words = WordsOf(name);
        while (words.Count > 1 && Forms.Contains(words[^1]))
        {
            words.RemoveAt(words.Count - 1);
        }

        if (words.Count == 0)
        {
            return false;
        }

        var last = words[^1];
        var before = words.Count > 1 ? words[^2] : string.Empty;
        if (Harmless.Contains(before) || Verbs.Contains(words[0]))
        {
            return false;
        }

        return Words.Contains(last) || (last == "key" && SecretKeys.Contains(before)) || (last == "string" && before == "connection")
            || (isList && (Plurals.Contains(last) || Plurals.Contains(before + last)));
    }

    // apiKey, API_KEY, api-key and Api.Key are two words each; so is APIKey.
    private static List<string> WordsOf(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            if (i < name.Length && !IsBorder(name, i))
            {
                continue;
            }

            var word = name[start..i].Trim('_', '-', '.', ':', ' ').ToLowerInvariant();
            start = i;
            if (word.Length > 0)
            {
                words.Add(word);
            }
        }

        return words;
    }

    private static bool IsBorder(string name, int at)
    {
        if (at == 0)
        {
            return false;
        }

        var (before, here) = (name[at - 1], name[at]);
        return here is '_' or '-' or '.' or ':' or ' '
            || (char.IsUpper(here) && (char.IsLower(before) || char.IsAsciiDigit(before)))
            || (char.IsUpper(here) && char.IsUpper(before) && at + 1 < name.Length && char.IsLower(name[at + 1]));
    }
}

using System.Buffers;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>A quoted value, drawn by chance, of something whose name says that it is secret: <c>"ApiKey": "…"</c>.</summary>
internal sealed class NamedSecret : ISecretRule
{
    private const int LongestName = 64;
    private const int Least = 16;
    private const int Most = 256;

    // What is encoded has these; what is written for people has spaces and more.
    private static readonly SearchValues<char> Encoded = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.~!@#^&*?");
    private static readonly SearchValues<char> Name = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:");
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF-{}");

    // Their values are public, or are not values at all.
    private static readonly string[] PublicNames = ["public", "hash", "thumbprint", "fingerprint", "cancellation", "metadata", "checksum", "digest", "regex", "pattern"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Anchors =>
        ["password", "passwd", "secret", "token", "apikey", "api_key", "api-key", "accesskey", "access_key", "access-key", "accountkey", "privatekey", "private_key", "credential"];

    /// <inheritdoc/>
    public FoundSecret? Find(ReadOnlySpan<char> text, int at, string anchor)
    {
        var start = ValueAfter(text, at + anchor.Length, out var quote);
        if (start < 0)
        {
            return null;
        }

        var rest = text.Slice(start, Math.Min(Most + 1, text.Length - start));
        var end = rest.IndexOf(quote);
        return end is >= Least and <= Most && IsDrawn(rest[..end]) && !HasPublicName(text, at)
            ? new FoundSecret("secret by its name", start, end)
            : null;
    }

    // The rest of the name, its quote, a colon or an equals sign, and the opening quote of the value; -1 where something else follows.
    private static int ValueAfter(ReadOnlySpan<char> text, int at, out char quote)
    {
        quote = '\0';
        var rest = text.Slice(at, Math.Min(LongestName, text.Length - at));
        var i = rest.IndexOfAnyExcept(Name);
        if (i < 0)
        {
            return -1;
        }

        // A colon may have been taken for a part of the name: Section:Key is how settings are named.
        var hasSign = i > 0 && rest[i - 1] == ':';
        i += rest[i] is '"' or '\'' && !hasSign ? 1 : 0;
        for (; i < rest.Length; i++)
        {
            switch (rest[i])
            {
                case ' ' or '\t':
                    break;
                case ':' or '=':
                    hasSign = true;
                    break;
                case '"' or '\'' when hasSign:
                    quote = rest[i];
                    return at + i + 1;
                default:
                    return -1;
            }
        }

        return -1;
    }

    private static bool IsDrawn(ReadOnlySpan<char> value) =>
        !value.ContainsAnyExcept(Encoded)
        // A GUID is a name; 32 or 40 hexadecimal digits are more often the hash of something than a key.
        && value.ContainsAnyExcept(Hexadecimal)
        && value.ContainsAnyInRange('0', '9')
        && (value.ContainsAnyInRange('a', 'z') || value.ContainsAnyInRange('A', 'Z'))
        && SecretText.EntropyOf(value) >= 3.5
        && SecretText.ChangesOf(value) >= 0.3
        && !SecretText.IsPlaceholder(value)
        && !Passwords.IsStandIn(value);

    private static bool HasPublicName(ReadOnlySpan<char> text, int at)
    {
        var before = text[Math.Max(0, at - LongestName)..at];
        before = before[(before.LastIndexOfAnyExcept(Name) + 1)..];
        var after = text.Slice(at, Math.Min(LongestName, text.Length - at));
        var end = after.IndexOfAnyExcept(Name);
        after = end < 0 ? after : after[..end];
        foreach (var word in PublicNames)
        {
            if (before.Contains(word, StringComparison.OrdinalIgnoreCase) || after.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

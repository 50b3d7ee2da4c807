using System.Buffers;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>A value, drawn by chance, of something whose name says that it is secret: <c>"ApiKey": "…"</c>.</summary>
internal sealed class NamedSecret : ISecretRule
{
    private const int Least = 16;
    private const int LeastBare = 20;

    // What is encoded has these; what is written for people has spaces and more.
    private static readonly SearchValues<char> Encoded = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.~!@#^&*?");
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF-{}");
    private static readonly SearchValues<char> Separators = SearchValues.Create("/=_-.");

    // Their values are public, or are not values at all; what says where to go on reading a list opens nothing.
    private static readonly string[] PublicNames =
    [
        "public", "hash", "thumbprint", "fingerprint", "cancellation", "metadata", "checksum", "digest", "regex", "pattern",
        "nexttoken", "next_token", "next-token", "continuation", "pagetoken", "page_token", "page-token", "paginat",
    ];

    // At the end of a name: where the secret is, not what it is.
    private static readonly string[] NamesOfPlaces = ["file", "path", "folder", "dir", "directory"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Anchors =>
        ["password", "passwd", "secret", "token", "apikey", "api_key", "api-key", "accesskey", "access_key", "access-key", "accountkey", "privatekey", "private_key", "credential"];

    /// <inheritdoc/>
    public FoundSecret? Find(ReadOnlySpan<char> text, int at, string anchor)
    {
        if (NamedValue.After(text, at, anchor.Length) is not { } value || value.Length < (value.IsBare ? LeastBare : Least))
        {
            return null;
        }

        var letters = text.Slice(value.Start, value.Length);
        return IsDrawn(letters) && (!value.IsBare || HasDrawnRun(letters)) && !HasPublicName(NamedValue.NameAt(text, at))
            ? new FoundSecret("secret by its name", value.Start, value.Length)
            : null;
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

    // Without quotes it may as well be an expression: s3_get_v2_key.id_1 changes often, between its words only.
    private static bool HasDrawnRun(ReadOnlySpan<char> value)
    {
        while (!value.IsEmpty)
        {
            var end = value.IndexOfAny(Separators);
            var run = end < 0 ? value : value[..end];
            if (run.Length >= Least && run.ContainsAnyInRange('0', '9') && SecretText.ChangesOf(run) >= 0.3)
            {
                return true;
            }

            value = end < 0 ? [] : value[(end + 1)..];
        }

        return false;
    }

    private static bool HasPublicName(ReadOnlySpan<char> name)
    {
        foreach (var word in PublicNames)
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (var word in NamesOfPlaces)
        {
            if (name.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

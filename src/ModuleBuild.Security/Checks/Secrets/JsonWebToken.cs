using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>A signed JSON Web Token (RFC 7519): three parts, the first of which names its algorithm.</summary>
internal sealed class JsonWebToken : ISecretRule
{
    private const int Longest = 4096;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    // Names and numbers of the tokens that documentations show; 1234567890 is the subject of jwt.io's.
    private static readonly string[] Shown = ["1234567890", "John Doe", "example", "test", "1300819380", "localhost"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Anchors => ["eyJ"];

    /// <inheritdoc/>
    public FoundSecret? Find(ReadOnlySpan<char> text, int at, string anchor)
    {
        if (!text[at..].StartsWith("eyJ", StringComparison.Ordinal) || SecretText.IsWordAt(text, at - 1))
        {
            return null;
        }

        var token = text.Slice(at, Math.Min(Longest, text.Length - at));
        var end = token.IndexOfAnyExcept(Letters);
        token = (end < 0 ? token : token[..end]).TrimEnd('.');
        var first = token.IndexOf('.');
        var second = first < 0 ? -1 : token[(first + 1)..].IndexOf('.');
        if (second < 16 || token.Length - first - second - 2 < 32)
        {
            return null;
        }

        var payload = Decode(token.Slice(first + 1, second));
        return Decode(token[..first])?.Contains("\"alg\"", StringComparison.Ordinal) == true
            && payload is ['{', ..] && !Shown.Any(word => payload.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? new FoundSecret("JSON Web Token", at, token.Length)
            : null;
    }

    private static string? Decode(ReadOnlySpan<char> part)
    {
        var bytes = new byte[part.Length];
        return TryDecode(part, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static bool TryDecode(ReadOnlySpan<char> part, Span<byte> bytes, out int length)
    {
        length = 0;
        return Base64Url.IsValid(part) && Base64Url.TryDecodeFromChars(part, bytes, out length);
    }
}

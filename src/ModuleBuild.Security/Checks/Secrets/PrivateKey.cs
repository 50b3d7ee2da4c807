using System.Buffers;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>A private key in PEM (RFC 7468) or of PuTTY. The header alone is no key: programs that read keys name it.</summary>
internal sealed class PrivateKey : ISecretRule
{
    private const string Header = "-----BEGIN ";
    private const string Putty = "PuTTY-User-Key-File-";
    private const int LongestLabel = 48;
    private const int LookedAt = 512;
    private const int LeastBody = 64;

    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Anchors => [Header, Putty];

    /// <inheritdoc/>
    public FoundSecret? Find(ReadOnlySpan<char> text, int at, string anchor)
    {
        if (anchor == Putty)
        {
            var lines = text.Slice(at, Math.Min(LookedAt, text.Length - at));
            var next = lines.IndexOf("Public-Lines:", StringComparison.Ordinal);
            return next >= 0 && !lines[..next].Contains('\0') ? new FoundSecret("private key", at, Putty.Length) : null;
        }

        var label = text[(at + Header.Length)..];
        label = label[..Math.Min(LongestLabel, label.Length)];
        var end = label.IndexOf("-----", StringComparison.Ordinal);
        if (end < 0 || !(label[..end].EndsWith("PRIVATE KEY", StringComparison.Ordinal) || label[..end].EndsWith("PRIVATE KEY BLOCK", StringComparison.Ordinal)))
        {
            return null;
        }

        var start = at + Header.Length + end + 5;
        var body = BodyOf(text.Slice(start, Math.Min(LookedAt, text.Length - start)));
        return body.Length < LeastBody || SecretText.IsPlaceholder(body) ? null : new FoundSecret("private key", at, Header.Length + end + 5);
    }

    // Line ends stand as they are, as \n in a string, or between quotes that are added up.
    private static ReadOnlySpan<char> BodyOf(ReadOnlySpan<char> text)
    {
        Span<char> longest = new char[LookedAt];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is 'n' or 'r')
            {
                i++;
            }
            else if (Base64.Contains(text[i]))
            {
                longest[length++] = text[i];
            }
            else if (text[i] == ':')
            {
                // "Proc-Type: 4,ENCRYPTED", "Version: …": headers of old forms; the body begins after them.
                length = 0;
                i += LengthOfLine(text[i..]) - 1;
            }
            else if (text[i] == '-' && i + 1 < text.Length && text[i + 1] != '-')
            {
                // In the name of a header; two of them end the key.
            }
            else if (text[i] is not ('\r' or '\n' or ' ' or '\t' or '"' or '\'' or '+'))
            {
                break;
            }
        }

        return longest[..length];
    }

    private static int LengthOfLine(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        var written = text.IndexOf("\\n", StringComparison.Ordinal);
        return written >= 0 && (end < 0 || written < end) ? written : end < 0 ? text.Length : end;
    }
}

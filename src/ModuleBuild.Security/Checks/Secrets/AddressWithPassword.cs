using System.Buffers;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary><c>scheme://user:password@host</c> (RFC 3986, 3.2.1).</summary>
internal sealed class AddressWithPassword : ISecretRule
{
    /// <summary>What it is called.</summary>
    public const string Kind = "address with a password";

    private const int Longest = 200;

    private static readonly SearchValues<char> EndOfAuthority = SearchValues.Create("/?#\"'<>` \t\r\n\\|{}()[]*$%,;");

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Anchors => ["://"];

    /// <inheritdoc/>
    public FoundSecret? Find(ReadOnlySpan<char> text, int at, string anchor)
    {
        var authority = text[(at + 3)..];
        authority = authority[..Math.Min(Longest, authority.Length)];
        var end = authority.IndexOfAny(EndOfAuthority);
        authority = end < 0 ? authority : authority[..end];
        var sign = authority.LastIndexOf('@');
        if (sign < 0 || !SecretText.IsWordAt(text, at - 1))
        {
            return null;
        }

        var colon = authority[..sign].IndexOf(':');
        if (colon < 0)
        {
            return null;
        }

        var user = authority[..colon];
        var password = authority[(colon + 1)..sign];
        var host = authority[(sign + 1)..];
        var start = at + 3 + colon + 1;
        return password.Length >= 6 && host.Length > 0 && !Passwords.IsStandIn(password) && !Passwords.IsStandIn(host)
            && !password.Equals(user, StringComparison.OrdinalIgnoreCase) && !IsExample(host)
            ? new FoundSecret(Kind, start, password.Length)
            : null;
    }

    // RFC 2606 and RFC 6761 keep these names for examples.
    private static bool IsExample(ReadOnlySpan<char> host)
    {
        var colon = host.IndexOf(':');
        host = colon < 0 ? host : host[..colon];
        return host.EndsWith(".test", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase)
            || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.StartsWith("127.", StringComparison.Ordinal)
            || host.Equals("host", StringComparison.OrdinalIgnoreCase) || host.Equals("server", StringComparison.OrdinalIgnoreCase)
            || host.Contains("example", StringComparison.OrdinalIgnoreCase) || host.Contains("contoso", StringComparison.OrdinalIgnoreCase);
    }
}

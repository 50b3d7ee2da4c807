using System.Buffers;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>A password in a connection string: <c>Server=…;User Id=…;Password=…</c>.</summary>
internal sealed class ConnectionString : ISecretRule
{
    private const int Around = 300;
    private const int Longest = 128;
    private const int Least = 6;

    private static readonly SearchValues<char> EndOfValue = SearchValues.Create(";\"'\r\n<&,` ");
    private static readonly SearchValues<char> EndOfText = SearchValues.Create("\"'\r\n<>`");

    // One of them says that it is a connection string, and not the parameter of something else.
    private static readonly string[] Servers = ["server=", "data source=", "host=", "datasource=", "addr=", "address=", "network address=", "endpoint="];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Anchors => ["password=", "pwd="];

    /// <inheritdoc/>
    public FoundSecret? Find(ReadOnlySpan<char> text, int at, string anchor)
    {
        var start = at + anchor.Length;
        var rest = text.Slice(start, Math.Min(Longest, text.Length - start));
        var end = rest.IndexOfAny(EndOfValue);
        var password = end < 0 ? rest : rest[..end];
        if (password.Length < Least || Passwords.IsStandIn(password) || SecretText.IsWordAt(text, at - 1))
        {
            return null;
        }

        var before = text[Math.Max(0, at - Around)..at];
        before = before[(before.LastIndexOfAny(EndOfText) + 1)..];
        var after = text.Slice(start, Math.Min(Around, text.Length - start));
        var stop = after.IndexOfAny(EndOfText);
        return NamesServer(before) || NamesServer(stop < 0 ? after : after[..stop])
            ? new FoundSecret("connection string with a password", start, password.Length)
            : null;
    }

    private static bool NamesServer(ReadOnlySpan<char> text)
    {
        foreach (var server in Servers)
        {
            if (text.Contains(server, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

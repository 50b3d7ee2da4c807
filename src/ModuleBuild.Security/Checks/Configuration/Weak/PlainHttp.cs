using System.Buffers;
using System.Net;
using ModuleBuild.Security.Checks.Configuration.Settings;

namespace ModuleBuild.Security.Checks.Configuration.Weak;

/// <summary>Addresses with <c>http</c> that leave the machine.</summary>
internal static class PlainHttp
{
    private const string Scheme = "http://";

    private static readonly SearchValues<char> OfPlaceholders = SearchValues.Create("{}$%<>");

    // What stands there is a name that looks like an address; nobody goes there.
    private static readonly string[] Names = ["xmlns", "schema", "namespace", "claim", "comment", "description", "help", "license", "copyright"];
    private static readonly string[] NamingHosts = ["schemas.", "json-schema.org", "json.schemastore.org", "www.w3.org", "xmlns.", "purl.org", "docs.oasis-open.org", "ns.adobe.com", "tempuri.org", "example.", "www.example."];

    /// <summary>What is wrong with a setting, as the rest of a sentence; null where nothing is.</summary>
    public static string? ProblemOf(Setting setting)
    {
        for (var at = setting; at is { Depth: > 0 }; at = at.Parent)
        {
            if (at.Name.StartsWith('$') || Array.Exists(Names, word => at.Key.Contains(word, StringComparison.Ordinal)))
            {
                return null;
            }
        }

        foreach (var part in setting.Value!.Split([';', ',', ' ', '|'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && HostOf(part) is { Length: > 0 } host && !IsLoopback(host) && !IsName(host))
            {
                return $"is reached by plain HTTP ('{Scheme}{host}'): whoever is between can read and change what is sent. Use https; only addresses of the machine itself need none.";
            }
        }

        return null;
    }

    // Up to the port or the path, without user and password.
    private static string HostOf(string address)
    {
        var rest = address[Scheme.Length..];
        rest = rest[..(rest.AsSpan().IndexOfAny('/', '?', '#') is >= 0 and var end ? end : rest.Length)];
        rest = rest[(rest.LastIndexOf('@') + 1)..];
        var close = rest.StartsWith('[') ? rest.IndexOf(']', StringComparison.Ordinal) : -1;
        var host = close > 0 ? rest[..(close + 1)] : rest.Split(':')[0];
        return host.Any(char.IsControl) ? string.Empty : host;
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    // "{host}" and "$HOST" are filled in by somebody else.
    private static bool IsName(string host) =>
        host.AsSpan().ContainsAny(OfPlaceholders) || Array.Exists(NamingHosts, name => host.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}

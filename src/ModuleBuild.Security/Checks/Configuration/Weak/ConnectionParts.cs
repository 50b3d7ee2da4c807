namespace ModuleBuild.Security.Checks.Configuration.Weak;

/// <summary>The parts of a connection string: <c>Server=db;Encrypt=false</c>, or the query of an address.</summary>
internal static class ConnectionParts
{
    private const int Longest = 4096;

    /// <summary>Names and values; none where the text is no connection string.</summary>
    public static IEnumerable<(string Name, string Value)> Of(string text)
    {
        if (text.Length > Longest)
        {
            return [];
        }

        var query = text.IndexOf('?', StringComparison.Ordinal);
        var isAddress = text.Contains("://", StringComparison.Ordinal);
        return (isAddress, query) switch
        {
            (true, >= 0) => Split(text[(query + 1)..], '&'),
            (true, _) => [],
            _ => Split(text, ';'),
        };
    }

    private static IEnumerable<(string Name, string Value)> Split(string text, char separator)
    {
        var parts = text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return from part in parts
               let sign = part.IndexOf('=', StringComparison.Ordinal)
               where sign > 0 && (separator == '&' || parts.Length > 1)
               select (part[..sign].Trim(), part[(sign + 1)..].Trim().Trim('"', '\''));
    }
}

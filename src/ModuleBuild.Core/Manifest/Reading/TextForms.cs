namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>
/// Checks the forms of <see cref="ManifestPatterns"/>. By hand: each expression is used a few times in a run, and to start the machinery of
/// regular expressions and of System.Uri takes longer than all the rest of reading a manifest.
/// </summary>
internal static class TextForms
{
    public static bool IsId(string text) => IsWords(text, ".-", IsWordCharacter);

    public static bool IsExtensionPoint(string text) => IsWords(text, "./-", IsWordCharacter);

    public static bool IsPlatform(string text) =>
        StartsWith(text, char.IsAsciiLetterLower) && IsWords(text, "-", c => IsLowerOrDigit(c) || c is '.' or '_');

    public static bool IsTag(string text) =>
        text.Length is >= 2 and <= 30 && StartsWith(text, IsLowerOrDigit) && text.All(c => IsLowerOrDigit(c) || c == '-');

    public static bool IsScope(string text) =>
        StartsWith(text, char.IsAsciiLetterLower) && text.All(c => IsLowerOrDigit(c) || c == '-');

    public static bool IsHealthCheck(string text) =>
        StartsWith(text, IsLowerOrDigit) && text.All(c => IsLowerOrDigit(c) || c is '.' or '_' or '-');

    public static bool IsSection(string text) =>
        text.Split(':').All(part => StartsWith(part, char.IsAsciiLetter) && part.All(c => IsWordCharacter(c) || c == '-'));

    /// <summary>A type's name, with an assembly after a comma.</summary>
    public static bool IsType(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma >= 0)
        {
            var assembly = text[(comma + 1)..].TrimStart(' ');
            return assembly.Length > 0 && assembly.All(c => IsWordCharacter(c) || c is '.' or '-') && IsTypeName(text[..comma]);
        }

        return IsTypeName(text);
    }

    /// <summary>An absolute https address.</summary>
    public static bool IsLink(string text)
    {
        const string Scheme = "https://";
        if (!text.StartsWith(Scheme, StringComparison.Ordinal) || text.Any(char.IsWhiteSpace))
        {
            return false;
        }

        var rest = text[Scheme.Length..];
        var end = rest.AsSpan().IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest : rest[..end];
        var hostEnd = authority.StartsWith('[')
            ? authority.IndexOf(']', StringComparison.Ordinal) + 1
            : authority.IndexOf(':', StringComparison.Ordinal);
        var host = hostEnd < 0 ? authority : authority[..hostEnd];
        return IsHost(host) && IsPort(authority[host.Length..]);
    }

    private static bool IsHost(string host) => host.StartsWith('[')
        ? host.Length > 2 && host[1..^1].All(c => char.IsAsciiHexDigit(c) || c is ':' or '.')
        : host.Length > 0 && !host.Any(c => c is '@' or '[' or ']' or '\\');

    private static bool IsPort(string port) =>
        port.Length == 0 || (port[0] == ':' && port.Length is >= 2 and <= 6 && port.Skip(1).All(char.IsAsciiDigit));

    // Namespaces and types, then nested types.
    private static bool IsTypeName(string name)
    {
        var types = name.Split('+');
        return types[0].Split('.').All(IsIdentifier) && types.Skip(1).All(IsIdentifier);
    }

    // With the number of its type parameters, as in List`1.
    private static bool IsIdentifier(string text)
    {
        var tick = text.IndexOf('`', StringComparison.Ordinal);
        var word = tick < 0 ? text : text[..tick];
        return word.Length > 0 && !char.IsAsciiDigit(word[0]) && word.All(c => IsWordCharacter(c) || c >= '\u0080')
            && (tick < 0 || (tick < text.Length - 1 && text.Skip(tick + 1).All(char.IsAsciiDigit)));
    }

    // One or more words with one separator between each two.
    private static bool IsWords(string text, string separators, Func<char, bool> isPart)
    {
        var isInside = false;
        foreach (var c in text)
        {
            var wasInside = isInside;
            isInside = isPart(c);
            if (!isInside && !(wasInside && separators.Contains(c, StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return isInside;
    }

    private static bool StartsWith(string text, Func<char, bool> isFirst) => text.Length > 0 && isFirst(text[0]);

    private static bool IsLowerOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}

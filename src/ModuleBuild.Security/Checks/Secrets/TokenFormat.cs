using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>A prefix and so many letters after it: a line of <c>formats.txt</c>.</summary>
/// <param name="kind">What it is.</param>
/// <param name="prefix">The prefix, with its case.</param>
/// <param name="letters">What may follow.</param>
/// <param name="least">The least number of them.</param>
/// <param name="most">The most; more of them are something else.</param>
internal sealed class TokenFormat(string kind, string prefix, SearchValues<char> letters, int least, int most) : ISecretRule
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly Dictionary<string, SearchValues<char>> Sets = new(StringComparer.Ordinal)
    {
        ["A"] = SearchValues.Create(Alphanumeric),
        ["a"] = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789"),
        ["h"] = SearchValues.Create("0123456789abcdef"),
        ["U"] = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
        ["w"] = SearchValues.Create(Alphanumeric + "_"),
        ["-"] = SearchValues.Create(Alphanumeric + "_-"),
        ["."] = SearchValues.Create(Alphanumeric + "_-."),
        ["6"] = SearchValues.Create(Alphanumeric + "+/="),
        ["/"] = SearchValues.Create(Alphanumeric + "_-/"),
    };

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Anchors => [prefix];

    /// <summary>All lines of the file.</summary>
    public static ImmutableArray<TokenFormat> ReadAll()
    {
        using var stream = typeof(TokenFormat).Assembly.GetManifestResourceStream("secret-formats.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line is not ("" or ['#', ..])).Select(Parse)];
    }

    /// <inheritdoc/>
    public FoundSecret? Find(ReadOnlySpan<char> text, int at, string anchor)
    {
        if (!text[at..].StartsWith(prefix, StringComparison.Ordinal) || (prefix[0] != ':' && SecretText.IsWordAt(text, at - 1)))
        {
            return null;
        }

        var rest = text[(at + prefix.Length)..];
        rest = rest[..Math.Min(rest.Length, most + 1)];
        var length = rest.IndexOfAnyExcept(letters);
        length = length < 0 ? rest.Length : length;
        // A full stop or a slash at the end is the sentence's, not the token's.
        length = rest[..length].TrimEnd("./").Length;
        return length < least || length > most || SecretText.IsPlaceholder(rest[..length])
            ? null
            : new FoundSecret(kind, at, prefix.Length + length);
    }

    private static TokenFormat Parse(string line) => line.Split('|') is [var kind, var prefix, var set, var least, var most]
        ? new(kind, prefix, Sets[set], int.Parse(least, CultureInfo.InvariantCulture), int.Parse(most, CultureInfo.InvariantCulture))
        : throw new InvalidDataException($"formats.txt: '{line}' has no five parts.");
}

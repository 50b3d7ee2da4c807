using System.Buffers;

namespace ModuleBuild.Core.Manifest.Licensing;

/// <summary>Tells which well-known licence a licence file holds, by the phrases of <c>license-phrases.txt</c>.</summary>
public static class LicenseRecognizer
{
    /// <summary>What a licence is recognized by stands within so many characters; the rest of a text is not looked at.</summary>
    public const int LengthLookedAt = 16 * 1024;

    private static readonly Lazy<List<Licence>> Licences = new(() => [.. ReadPhrases()]);

    /// <summary>Whether the text of a licence would be recognized.</summary>
    /// <param name="id">Identifier as <see cref="Recognize"/> gives it.</param>
    public static bool Knows(string id) => Licences.Value.Exists(licence => licence.Id == id);

    /// <summary>
    /// The SPDX identifier of a licence text, or null where it is not one that is known for sure. For the GNU family it is the one
    /// without <c>-only</c> or <c>-or-later</c> (<c>GPL-3.0</c>): the text is the same for both.
    /// </summary>
    /// <param name="text">The content of a LICENSE file.</param>
    public static string? Recognize(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, LengthLookedAt));
        var buffer = ArrayPool<char>.Shared.Rent(start.Length + 2);
        var words = Normalize(start, buffer);
        string? recognized = null;
        var isSure = true;
        foreach (var licence in Licences.Value)
        {
            if (licence.Matches(words))
            {
                isSure = recognized is null;
                recognized = licence.Id;
                if (!isSure)
                {
                    break;
                }
            }
        }

        ArrayPool<char>.Shared.Return(buffer);
        return isSure ? recognized : null;
    }

    // Lower-case words with one space before, between and after, so that a phrase matches whole words only.
    private static ReadOnlySpan<char> Normalize(ReadOnlySpan<char> text, char[] buffer)
    {
        buffer[0] = ' ';
        var length = 1;
        foreach (var character in text)
        {
            if (char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character))
            {
                buffer[length++] = character;
            }
            else if (char.IsLetter(character))
            {
                buffer[length++] = char.ToLowerInvariant(character);
            }
            else if (buffer[length - 1] != ' ')
            {
                buffer[length++] = ' ';
            }
        }

        if (buffer[length - 1] != ' ')
        {
            buffer[length++] = ' ';
        }

        return buffer.AsSpan(0, length);
    }

    private static IEnumerable<Licence> ReadPhrases()
    {
        Licence? current = null;
        foreach (var line in LicensingData.Lines("license-phrases.txt"))
        {
            if (line[0] == '[')
            {
                if (current is not null)
                {
                    yield return current;
                }

                current = new Licence(line[1..^1]);
            }
            else
            {
                (line[0] == '+' ? current!.Present : current!.Absent).Add($"{line.AsSpan(1)} ");
            }
        }

        yield return current!;
    }

    private sealed record Licence(string Id)
    {
        public List<string> Present { get; } = [];

        public List<string> Absent { get; } = [];

        public bool Matches(ReadOnlySpan<char> words)
        {
            foreach (var phrase in Present)
            {
                if (!words.Contains(phrase, StringComparison.Ordinal))
                {
                    return false;
                }
            }

            foreach (var phrase in Absent)
            {
                if (words.Contains(phrase, StringComparison.Ordinal))
                {
                    return false;
                }
            }

            return true;
        }
    }
}

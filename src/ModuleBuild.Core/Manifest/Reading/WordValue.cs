using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Words of a closed list, each with what it means.</summary>
/// <typeparam name="T">What they mean.</typeparam>
internal sealed class Words<T>(params (string Word, T Meaning)[] words)
    where T : struct
{
    /// <summary>The words, in the order of the list.</summary>
    public IEnumerable<string> All => words.Select(pair => pair.Word);

    /// <summary>What a word means, or null.</summary>
    public T? Find(string word)
    {
        foreach (var (known, meaning) in words)
        {
            if (known == word)
            {
                return meaning;
            }
        }

        return null;
    }

    /// <summary>The word for a meaning.</summary>
    public string WordFor(T meaning) => words.First(pair => EqualityComparer<T>.Default.Equals(pair.Meaning, meaning)).Word;
}

/// <summary>Reads words of a closed list, and flags.</summary>
internal static class WordValue
{
    /// <summary>The meaning of a word; null where there is none, or a wrong one, which is reported.</summary>
    public static T? Read<T>(ReadingContext context, JsonValue? value, Words<T> words)
        where T : struct
    {
        if (TextValue.ReadAny(context, value) is not { } text)
        {
            return null;
        }

        if (words.Find(text) is { } meaning)
        {
            return meaning;
        }

        ReportUnknown(context, value!, text, words.All);
        return null;
    }

    /// <summary>A word of a list; null where there is none, or a wrong one, which is reported.</summary>
    public static string? Read(ReadingContext context, JsonValue? value, IEnumerable<string> words)
    {
        if (TextValue.ReadAny(context, value) is not { } text)
        {
            return null;
        }

        if (words.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        ReportUnknown(context, value!, text, words);
        return null;
    }

    /// <summary>True or false; false where there is none. Reports a field that holds false, its default.</summary>
    public static bool ReadFlag(ReadingContext context, JsonValue? value)
    {
        switch (value)
        {
            case null:
                return false;
            case JsonBoolean { Value: var flag }:
                if (!flag)
                {
                    context.ReportDefault(value);
                }

                return flag;
            default:
                var meant = value is JsonString s && s.Text.Trim().ToLowerInvariant() is "true" or "false"
                    ? ((JsonString)value).Text.Trim().ToLowerInvariant()
                    : null;
                context.ReportType(value, "true or false", meant);
                return false;
        }
    }

    private static void ReportUnknown(ReadingContext context, JsonValue value, string text, IEnumerable<string> words)
    {
        var meant = words.FirstOrDefault(word => string.Equals(word, text.Trim(), StringComparison.OrdinalIgnoreCase));
        context.ReportNotAllowed(value, Quotation.Of(text), Either(words), meant is null ? null : JsonEdits.Quote(meant));
    }

    private static string Either(IEnumerable<string> words)
    {
        var quoted = words.Select(word => $"\"{word}\"").ToArray();
        return quoted.Length == 1 ? quoted[0] : $"{string.Join(", ", quoted[..^1])} or {quoted[^1]}";
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Index;

/// <summary>Reads the values of an index. Equal ids and versions become one object: an index repeats them thousands of times.</summary>
internal sealed class IndexValues(IndexReader index, int start)
{
    private const int LongestId = 100;

    private readonly RepeatedTexts _texts = new();
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NuGetVersion?> _versions = new(StringComparer.Ordinal);

    public void Report(long tokenStart, string sentence) => index.Report(tokenStart + start, sentence);

    public string? ReadId(ref Utf8JsonReader json)
    {
        var id = ReadString(ref json, "a package id");
        return id is null ? null : Intern(id, json.TokenStartIndex);
    }

    public NuGetVersion? ReadVersion(ref Utf8JsonReader json)
    {
        if (ReadString(ref json, "a version") is not { } text)
        {
            return null;
        }

        if (!_versions.TryGetValue(text, out var version))
        {
            _versions.Add(text, version = text.Length <= 256 && NuGetVersion.TryParse(text, out var parsed) ? parsed : null);
        }

        if (version is null)
        {
            Report(json.TokenStartIndex, $"{Quotation.Of(text)} is not a version. Write it as 1.2.0 or 1.2.0-rc.1.");
        }

        return version;
    }

    public ImmutableArray<string> ReadTexts(ref Utf8JsonReader json, IndexEntry entry)
    {
        if (!Enter(ref json, entry, JsonTokenType.StartArray, "a list of texts"))
        {
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (entry.Take(StringHere(ref json, "a text")) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts.DrainToImmutable();
    }

    public string? ReadText(ref Utf8JsonReader json, IndexEntry entry)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Null ? null : entry.Take(StringHere(ref json, "a text"));
    }

    // Either why, or whether; the manifest's object says why in "message".
    public string? ReadDeprecation(ref Utf8JsonReader json, IndexEntry entry)
    {
        json.Read();
        switch (json.TokenType)
        {
            case JsonTokenType.Null or JsonTokenType.False:
                return null;
            case JsonTokenType.True:
                return "deprecated";
            case JsonTokenType.StartObject:
                using (var document = JsonDocument.ParseValue(ref json))
                {
                    return document.RootElement.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
                        ? message.GetString()
                        : "deprecated";
                }

            default:
                return entry.Take(StringHere(ref json, "why it is deprecated"));
        }
    }

    public bool? ReadFlag(ref Utf8JsonReader json, IndexEntry entry)
    {
        json.Read();
        switch (json.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Null:
                return null;
            default:
                Refuse(ref json, "true or false");
                entry.IsBroken = true;
                return null;
        }
    }

    public DateTimeOffset? ReadDate(ref Utf8JsonReader json, IndexEntry entry)
    {
        if (ReadText(ref json, entry) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return date;
        }

        Report(json.TokenStartIndex, $"{Quotation.Of(text)} is not a date. Write it as 2026-11-25T08:00:00Z.");
        entry.IsBroken = true;
        return null;
    }

    public ImmutableArray<Advisory> ReadAdvisories(ref Utf8JsonReader json, IndexEntry entry)
    {
        if (!Enter(ref json, entry, JsonTokenType.StartArray, "a list of advisories"))
        {
            return [];
        }

        var advisories = ImmutableArray.CreateBuilder<Advisory>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (entry.Take(IndexAdvisory.Read(ref json, this)) is { } advisory)
            {
                advisories.Add(advisory);
            }
        }

        return advisories.DrainToImmutable();
    }

    public ImmutableSortedDictionary<string, double> ReadMetrics(ref Utf8JsonReader json, IndexEntry entry)
    {
        var metrics = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        if (Enter(ref json, entry, JsonTokenType.StartObject, "an object of names and numbers"))
        {
            while (json.Read() && json.TokenType != JsonTokenType.EndObject)
            {
                var name = json.GetString()!;
                json.Read();
                if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var value) && double.IsFinite(value))
                {
                    metrics[name] = value;
                }
                else
                {
                    Refuse(ref json, $"a number for '{Quotation.Shorten(name)}'");
                    entry.IsBroken = true;
                }
            }
        }

        return metrics.ToImmutable();
    }

    /// <summary>Reports a value of the wrong kind, and steps over it.</summary>
    public void Refuse(ref Utf8JsonReader json, string expected)
    {
        Report(json.TokenStartIndex, $"expected {expected}.");
        json.Skip();
    }

    /// <summary>An id, each once; null where it is none, which is reported.</summary>
    public string? Intern(string id, long at)
    {
        if (_ids.TryGetValue(id, out var known))
        {
            return known;
        }

        if (id.Length is 0 or > LongestId || id.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            Report(at, $"{Quotation.Of(id)} is not a package id. Use at most {LongestId.ToString(CultureInfo.InvariantCulture)} letters, digits, '.', '-' and '_'.");
            return null;
        }

        _ids.Add(id, id);
        return id;
    }

    /// <summary>Steps into a container; null counts as an empty one.</summary>
    public bool Enter(ref Utf8JsonReader json, IndexEntry entry, JsonTokenType token, string expected)
    {
        json.Read();
        if (json.TokenType == token)
        {
            return true;
        }

        if (json.TokenType != JsonTokenType.Null)
        {
            Refuse(ref json, expected);
            entry.IsBroken = true;
        }

        return false;
    }

    private string? ReadString(ref Utf8JsonReader json, string expected)
    {
        json.Read();
        return StringHere(ref json, expected);
    }

    /// <summary>The string or name at which the reader stands.</summary>
    public string Text(ref Utf8JsonReader json) => _texts.Read(ref json);

    /// <summary>The string at which the reader stands; null where it is something else, which is reported.</summary>
    public string? StringHere(ref Utf8JsonReader json, string expected)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            return Text(ref json);
        }

        Refuse(ref json, expected);
        return null;
    }
}

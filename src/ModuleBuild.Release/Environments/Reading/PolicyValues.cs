using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Release.Environments.Reading;

/// <summary>Kinds of values that only policies have.</summary>
/// <param name="reader">Takes findings.</param>
internal sealed class PolicyValues(StrictReader reader)
{
    /// <summary>The duration in a field; null where there is none, or a wrong one, which is told.</summary>
    public TimeSpan? Duration(JsonObject o, string name, bool mayBeZero = false) => o.Find(name) is { } field ? Duration(field, mayBeZero) : null;

    /// <summary>The duration that a field is; null where it is none, which is told.</summary>
    public TimeSpan? Duration(JsonEntry field, bool mayBeZero, string otherwise = "")
    {
        var duration = field.Value is JsonString text ? PolicyDuration.Parse(text.Text) : null;
        if (duration is { } known && (known > TimeSpan.Zero || mayBeZero))
        {
            return duration;
        }

        reader.Report(field.Value.Start, $"'{field.Path}' is {field.Value.Description}; expected a duration such as \"500ms\", \"30s\", \"5m\", \"24h\" or \"2d\"{otherwise}.");
        return null;
    }

    /// <summary>The whole number in a field; null where there is none, or a wrong one, which is told.</summary>
    public int? Integer(JsonObject o, string name, int least, int most) => o.Find(name) is { } field ? Integer(field, least, most) : null;

    /// <summary>The whole number that a field is; null where it is none, which is told.</summary>
    public int? Integer(JsonEntry field, int least, int most, string otherwise = "")
    {
        if (field.Value is JsonNumber { Number: var number } && double.IsInteger(number) && number >= least && number <= most)
        {
            return (int)number;
        }

        reader.Report(field.Value.Start, string.Create(CultureInfo.InvariantCulture, $"'{field.Path}' is {field.Value.Description}; expected a whole number from {least} to {most}{otherwise}."));
        return null;
    }

    /// <summary>A program and its arguments; null where there are none, which is told.</summary>
    public ImmutableArray<string>? Command(JsonEntry field)
    {
        if (field.Value is not JsonArray { Entries.Count: > 0 } list)
        {
            reader.Report(field.Value.Start, $"'{field.Path}' is {field.Value.Description}; expected a program and its arguments, such as [\"./deploy.sh\", \"fast\"].");
            return null;
        }

        if (reader.NotEmpty(list.Entries[0]) is null)
        {
            return null;
        }

        var words = list.Entries.Select(reader.Text).ToList();
        return words.Contains(null) ? null : [.. words.OfType<string>()];
    }

    /// <summary>Texts that say something, in the order of a list.</summary>
    public ImmutableArray<string> Texts(JsonObject o, string name) => [.. reader.List(o, name).Select(item => reader.NotEmpty(item)).OfType<string>()];

    /// <summary>Which of several words is in a field; null where there is none, or another, which is told.</summary>
    public int? Choice(JsonObject o, string name, IReadOnlyList<string> words) => o.Find(name) is { } field ? Choice(field, words) : null;

    /// <summary>Which of several words a field is; null where it is another, which is told.</summary>
    public int? Choice(JsonEntry field, IReadOnlyList<string> words) =>
        reader.Word<int>(field.Value, reader.Text(field), words, text => words.Index().Where(word => word.Item == text).Select(word => (int?)word.Index).FirstOrDefault());

    /// <summary>A day in a field; null where there is none, which is told.</summary>
    public DateOnly? Day(JsonObject o, string name)
    {
        var text = reader.Text(o, name, isRequired: true);
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        reader.Report(o.Find(name)!.Value.Start, $"'{o.Find(name)!.Path}' is {Quotation.Of(text)}; expected a day such as \"2027-03-31\".");
        return null;
    }

    /// <summary>The object that an item is; null where it is something else, which is told.</summary>
    public JsonObject? Object(JsonEntry item, string expected)
    {
        if (item.Value is not JsonObject o)
        {
            reader.Report(item.Value.Start, $"'{item.Path}' is {item.Value.Description}; expected {expected}.");
        }

        return item.Value as JsonObject;
    }
}

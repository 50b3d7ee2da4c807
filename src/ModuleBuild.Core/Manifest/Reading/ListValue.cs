using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>What a list must be like.</summary>
/// <typeparam name="T">What its items are read as.</typeparam>
/// <param name="Item">Reads an item, and reports what is wrong with it; null where it cannot be used.</param>
internal sealed record ListRule<T>(Func<ReadingContext, JsonValue, T?> Item)
    where T : class
{
    /// <summary>Most items.</summary>
    public int Max { get; init; } = int.MaxValue;

    /// <summary>Whether an empty list is wrong, not merely the default.</summary>
    public bool NeedsOne { get; init; }

    /// <summary>Whether a string in the place of the list surely means a list of that one.</summary>
    public bool HoldsStrings { get; init; } = typeof(T) == typeof(string);

    /// <summary>What makes two items the same; null where they may repeat.</summary>
    public Func<T, string>? Key { get; init; }

    /// <summary>How keys are compared.</summary>
    public StringComparer KeyComparer { get; init; } = StringComparer.Ordinal;
}

/// <summary>Reads arrays.</summary>
internal static class ListValue
{
    /// <summary>The items that could be read; empty where there is no list, or a wrong one, which is reported.</summary>
    public static ImmutableArray<T> Read<T>(ReadingContext context, JsonValue? value, ListRule<T> rule)
        where T : class
    {
        if (value is not JsonArray array)
        {
            if (value is not null)
            {
                ReportNoArray(context, value, rule.HoldsStrings);
            }

            return [];
        }

        ReportCount(context, array, rule.NeedsOne, rule.Max);
        var items = ImmutableArray.CreateBuilder<T>(array.Entries.Count);
        var seen = rule.Key is null ? null : new Dictionary<string, JsonValue>(rule.KeyComparer);
        foreach (var entry in array.Entries)
        {
            if (rule.Item(context, entry.Value) is not { } item)
            {
                continue;
            }

            if (seen is null || seen.TryAdd(rule.Key!(item), entry.Value))
            {
                items.Add(item);
            }
            else
            {
                ReportTwice(context, entry, seen[rule.Key!(item)], rule.Key!(item));
            }
        }

        return items.DrainToImmutable();
    }

    /// <summary>MB0027: an item that is listed twice. It can be deleted where it says nothing that the first does not.</summary>
    public static void ReportTwice(ReadingContext context, JsonEntry entry, JsonValue first, string key)
    {
        if (!context.IsFull(entry.Start))
        {
            var fix = entry.Value is JsonString || entry.Value.Means(first) ? ReadingContext.Deleting(entry) : null;
            context.Report(DiagnosticCatalog.DuplicateItem, entry.Value, fix, entry.Container.Path, Quotation.Of(key));
        }
    }

    private static void ReportNoArray(ReadingContext context, JsonValue value, bool holdsStrings)
    {
        var meant = holdsStrings && value is JsonString { Text.Length: > 0 } s ? $"[{JsonEdits.Quote(s.Text)}]" : null;
        context.ReportType(value, holdsStrings ? "an array of strings" : "an array", meant);
    }

    private static void ReportCount(ReadingContext context, JsonArray array, bool needsOne, int max)
    {
        if (array.Entries.Count == 0 && needsOne)
        {
            context.ReportNotAllowed(array, "empty", "at least one entry");
        }
        else if (array.Entries.Count == 0)
        {
            context.ReportDefault(array);
        }
        else if (array.Entries.Count > max)
        {
            var found = string.Create(CultureInfo.InvariantCulture, $"a list of {array.Entries.Count}");
            context.ReportNotAllowed(array, found, string.Create(CultureInfo.InvariantCulture, $"at most {max} entries"));
        }
    }
}

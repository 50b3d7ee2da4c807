using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads objects whose names are not the format's: ids, or free words.</summary>
internal static class MapValue
{
    /// <summary>The entries of an object whose names are ids, in the order of the file.</summary>
    /// <typeparam name="T">What an entry is read as.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="value">The value, or null.</param>
    /// <param name="read">Reads an entry, and reports what is wrong with it; null where it cannot be used.</param>
    /// <param name="needsOne">Whether an empty object is wrong, not merely the default.</param>
    public static ImmutableArray<T> ReadById<T>(
        ReadingContext context, JsonValue? value, Func<ReadingContext, string, JsonValue, T?> read, bool needsOne = false)
        where T : class
    {
        var items = ImmutableArray.CreateBuilder<T>();
        if (AsObject(context, value, needsOne) is not { } o)
        {
            return [];
        }

        // NuGet's ids do not tell upper case from lower: two spellings are one package.
        var seen = new Dictionary<string, JsonEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in o.Entries)
        {
            var id = IdValue.ReadName(context, entry);
            if (!seen.TryAdd(entry.Name!, entry))
            {
                ReportOtherSpelling(context, entry, seen[entry.Name!]);
            }
            else if (entry.Value is JsonNull)
            {
                context.ReportType(entry.Value, "a version range");
            }
            else if (read(context, id ?? entry.Name!, entry.Value) is { } item && id is not null)
            {
                items.Add(item);
            }
        }

        return items.ToImmutable();
    }

    /// <summary>An object of strings.</summary>
    public static ImmutableSortedDictionary<string, string> ReadStrings(ReadingContext context, JsonValue? value)
    {
        var pairs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in AsObject(context, value, needsOne: false)?.Entries ?? [])
        {
            switch (entry.Value)
            {
                case JsonString s:
                    pairs.TryAdd(entry.Name!, s.Text);
                    break;
                case JsonNumber n:
                    context.ReportType(n, "a string", JsonEdits.Quote(n.Text));
                    break;
                case JsonBoolean b:
                    context.ReportType(b, "a string", b.Value ? "\"true\"" : "\"false\"");
                    break;
                default:
                    context.ReportType(entry.Value, "a string");
                    break;
            }
        }

        return pairs.ToImmutable();
    }

    /// <summary>MB0019 for an object without fields that need not be there.</summary>
    public static void ReportEmpty(ReadingContext context, JsonObject o)
    {
        if (o.Entries.Count == 0)
        {
            context.ReportDefault(o);
        }
    }

    private static JsonObject? AsObject(ReadingContext context, JsonValue? value, bool needsOne)
    {
        if (value is not JsonObject o)
        {
            if (value is not null)
            {
                context.ReportType(value, "an object");
            }

            return null;
        }

        if (needsOne && o.Entries.Count == 0)
        {
            context.ReportNotAllowed(o, "empty", "at least one entry");
        }
        else if (!needsOne)
        {
            ReportEmpty(context, o);
        }

        return o;
    }

    // The same spelling was reported when the text was read.
    private static void ReportOtherSpelling(ReadingContext context, JsonEntry entry, JsonEntry first)
    {
        if (entry.Name == first.Name)
        {
            return;
        }

        var (line, column) = context.At(first.Start);
        var fix = entry.Value.Means(first.Value) ? ReadingContext.Deleting(entry) : null;
        context.ReportName(DiagnosticCatalog.DuplicateField, entry, fix, entry.Path, line, column);
    }
}

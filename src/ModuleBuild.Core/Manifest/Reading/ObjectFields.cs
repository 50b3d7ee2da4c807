using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>The fields of one object. Opening it reports unknown and missing ones.</summary>
internal sealed class ObjectFields
{
    private readonly JsonObject _object;
    private readonly FieldNames _names;
    private Dictionary<string, JsonEntry>? _misspelt;

    private ObjectFields(JsonObject o, FieldNames names)
    {
        _object = o;
        _names = names;
    }

    /// <summary>The object itself.</summary>
    public JsonObject Object => _object;

    /// <summary>The value of a field; null where it is missing or was null.</summary>
    /// <param name="name">One of the object's names.</param>
    public JsonValue? this[string name]
    {
        get
        {
            var entry = _object.Find(name) ?? _misspelt?.GetValueOrDefault(name);
            return entry?.Value is null or JsonNull ? null : entry.Value;
        }
    }

    /// <summary>Opens a value that must be an object; null where it is another type, which is reported.</summary>
    public static ObjectFields? Open(ReadingContext context, JsonValue? value, FieldNames names)
    {
        if (value is not JsonObject o)
        {
            if (value is not null)
            {
                context.ReportType(value, "an object");
            }

            return null;
        }

        var fields = new ObjectFields(o, names);
        fields.Check(context);
        return fields;
    }

    private void Check(ReadingContext context)
    {
        foreach (var entry in _object.Entries)
        {
            if (!_names.Contains(entry.Name!))
            {
                CheckUnknown(context, entry);
            }
            else if (entry.Value is JsonNull)
            {
                var required = _names.Requires(entry.Name!);
                context.Report(
                    DiagnosticCatalog.WrongType,
                    entry.Value,
                    required ? null : ReadingContext.Deleting(entry),
                    entry.Path,
                    "null",
                    required ? "a value" : "a value, or no such field at all");
            }
        }

        foreach (var (name, advice) in _names.Required)
        {
            if (_object.Find(name) is null && _misspelt?.ContainsKey(name) != true)
            {
                context.ReportMissing(_object, name, advice, MissingField.FixFor(context, _object, name));
            }
        }
    }

    private void CheckUnknown(ReadingContext context, JsonEntry entry)
    {
        var name = entry.Name!;
        var isOwn = _names.AllowsOwnFields && name.StartsWith("x-", StringComparison.Ordinal);
        if (isOwn || _object.Find(name) != entry || context.IsFull(entry.Start))
        {
            return;
        }

        var advice = _names.AllowsOwnFields
            ? "Delete it; a field of your own starts with 'x-'."
            : $"Known here: {string.Join(", ", _names.Known.Select(known => $"'{known}'"))}.";
        Fix? fix = null;
        if (Spelling.Nearest(name, _names.Known) is { } nearest)
        {
            advice = $"Did you mean '{nearest}'?" + (_names.AllowsOwnFields ? " A field of your own starts with 'x-'." : "");
            if (IsSure(name, nearest) && (_misspelt ??= []).TryAdd(nearest, entry) && !IsGivenAgain(entry))
            {
                fix = new Fix($"Rename it to '{nearest}'", [JsonEdits.Rename(entry, nearest)]);
            }
        }

        context.ReportName(DiagnosticCatalog.UnknownField, entry, fix, entry.Path, advice);
    }

    // The right field must not be there already.
    private bool IsSure(string name, string nearest) =>
        _object.Find(nearest) is null && Spelling.IsSure(name, nearest, _names.Known);

    // To rename one of two would make the other unknown.
    private bool IsGivenAgain(JsonEntry entry) => _object.Entries.Any(other => other != entry && other.Name == entry.Name);
}

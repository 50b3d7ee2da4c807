using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Ranges;
using ModuleBuild.Core.Manifest.Reading;
using NuGet.Versioning;

namespace ModuleBuild.Core.Json;

/// <summary>
/// Reads the values of a JSON file that is ours alone: what is not understood is told with its place, all of it in one run, and then
/// nothing of the file counts.
/// </summary>
/// <param name="path">The path that findings show.</param>
/// <param name="descriptor">The code that says that the file cannot be used; its message takes a sentence.</param>
/// <param name="tree">The file's JSON.</param>
internal sealed class StrictReader(string path, DiagnosticDescriptor descriptor, JsonTree tree)
{
    private readonly List<(int Offset, Finding Finding)> _findings = [];

    /// <summary>All findings in the order of the file.</summary>
    public ImmutableArray<Finding> Findings => [.. _findings.OrderBy(placed => placed.Offset).Select(placed => placed.Finding)];

    /// <summary>Whether nothing was found so far.</summary>
    public bool IsClean => _findings.Count == 0;

    /// <summary>The object that the file is; null where it is none. What was wrong with the text itself is told.</summary>
    /// <param name="expected">What the file should hold: <c>an object with "version"</c>.</param>
    public JsonObject? Root(string expected)
    {
        foreach (var problem in tree.Problems)
        {
            Report(problem.Offset, problem.Sentence);
        }

        if (tree.Root is null or JsonObject)
        {
            return tree.Root as JsonObject;
        }

        Report(tree.Root.Start, $"it holds {tree.Root.Description}; expected {expected}.");
        return null;
    }

    /// <summary>Tells of unknown fields.</summary>
    /// <param name="o">The object.</param>
    /// <param name="known">Names that it may have.</param>
    /// <param name="allowsOwn">Whether fields that start with <c>x-</c> are somebody else's.</param>
    public void CheckNames(JsonObject o, IReadOnlyCollection<string> known, bool allowsOwn = false)
    {
        foreach (var field in o.Entries.Where(field => !known.Contains(field.Name!)))
        {
            if (allowsOwn && field.Name!.StartsWith("x-", StringComparison.Ordinal))
            {
                continue;
            }

            var advice = Spelling.Nearest(field.Name!, known) is { } nearest ? $"Did you mean '{nearest}'?"
                : allowsOwn ? "Delete it; a field of your own starts with 'x-'."
                : $"Known here: {string.Join(", ", known.Select(name => $"'{name}'"))}.";
            Report(field.Start, $"it has no field '{field.Path}'. {advice}");
        }
    }

    /// <summary>The object in a field; null where the field is not there, or is something else, which is told.</summary>
    public JsonObject? Object(JsonObject o, string name) => Typed<JsonObject>(o, name, "an object");

    /// <summary>The items of a list; none where the field is not there, or is something else, which is told.</summary>
    public IReadOnlyList<JsonEntry> List(JsonObject o, string name) => Typed<JsonArray>(o, name, "a list")?.Entries ?? [];

    /// <summary>The text in a field; null where there is none, which is told where it must be there.</summary>
    public string? Text(JsonObject o, string name, bool isRequired = false)
    {
        if (o.Find(name) is null && isRequired)
        {
            Report(o.Start, $"'{JsonEntry.PathOf(o, name)}' is missing. Add it.");
        }

        return Typed<JsonString>(o, name, "a string")?.Text;
    }

    /// <summary>True or false; null where the field is not there.</summary>
    public bool? Flag(JsonObject o, string name) => Typed<JsonBoolean>(o, name, "true or false")?.Value;

    /// <summary>The text of an item or a field; null where it is none, which is told.</summary>
    public string? Text(JsonEntry entry)
    {
        if (entry.Value is JsonString text)
        {
            return text.Text;
        }

        Report(entry.Value.Start, $"'{entry.Path}' is {entry.Value.Description}; expected a string.");
        return null;
    }

    /// <summary>The text of an item or a field that says something; null where it is none or blank, which is told.</summary>
    public string? NotEmpty(JsonEntry entry)
    {
        var text = Text(entry);
        if (text is null || !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        Report(entry.Value.Start, $"'{entry.Path}' is empty.");
        return null;
    }

    /// <summary>The fields of an object whose names are package ids: each once, whatever its case.</summary>
    public IEnumerable<JsonEntry> Ids(JsonObject? o)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in o?.Entries ?? [])
        {
            if (IdValue.ProblemOf(entry.Name!) is { } problem)
            {
                Report(entry.Start, $"the id '{Quotation.Shorten(entry.Name!)}' {problem}.");
            }
            else if (!seen.Add(entry.Name!))
            {
                Report(entry.Start, $"'{entry.Path}' is there twice, in upper or lower case. Delete one of them.");
            }
            else
            {
                yield return entry;
            }
        }
    }

    /// <summary>The range that a text is; null where it is none, which is told.</summary>
    public WrittenRange? Range(JsonValue value, string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parse = RangeReader.Parse(text);
        if (parse.Range is { } range)
        {
            return new WrittenRange(text, range);
        }

        Report(value.Start, $"'{value.Path}' is {Quotation.Of(text)}, which is no version range. {parse.Advice}");
        return null;
    }

    /// <summary>The version that a text is; null where it is none, which is told.</summary>
    public NuGetVersion? Version(JsonValue value, string? text)
    {
        NuGetVersion? version = null;
        if (text is null || NuGetVersion.TryParse(text, out version))
        {
            return version;
        }

        Report(value.Start, $"'{value.Path}' is {Quotation.Of(text)}; expected a version such as \"2.1.0\".");
        return null;
    }

    /// <summary>The member that a text names; null where it names none, which is told.</summary>
    /// <typeparam name="T">The kind of member.</typeparam>
    public T? Word<T>(JsonValue value, string? text, IReadOnlyCollection<string> words, Func<string, T?> find)
        where T : struct
    {
        if (text is null || find(text) is { } member)
        {
            return text is null ? null : find(text);
        }

        var advice = Spelling.Nearest(text, words) is { } nearest ? $"Did you mean \"{nearest}\"?"
            : $"Expected one of {string.Join(", ", words.Select(word => $"\"{word}\""))}.";
        Report(value.Start, $"'{value.Path}' is {Quotation.Of(text)}. {advice}");
        return null;
    }

    /// <summary>A place in the file.</summary>
    public SourceLocation At(int offset)
    {
        var (line, column) = tree.Positions.At(offset);
        return new SourceLocation(path, line, column);
    }

    /// <summary>Tells what is wrong at a place, as a sentence.</summary>
    public void Report(int offset, string sentence)
    {
        if (_findings.Count < JsonTree.MostProblems)
        {
            _findings.Add((offset, Finding.Create(descriptor, At(offset), sentence)));
        }
    }

    private T? Typed<T>(JsonObject o, string name, string expected)
        where T : JsonValue
    {
        if (o.Find(name) is not { } field || field.Value is T)
        {
            return o.Find(name)?.Value as T;
        }

        Report(field.Value.Start, $"'{field.Path}' is {field.Value.Description}; expected {expected}.");
        return null;
    }
}

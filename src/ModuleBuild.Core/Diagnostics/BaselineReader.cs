using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>Reads <c>modulebuild.baseline.json</c> strictly: an entry that is not understood would accept too little or too much.</summary>
internal sealed class BaselineReader
{
    private const int MaxLength = 16 << 20;
    private static readonly string[] Fields = ["version", "accepted"];
    private static readonly string[] EntryFields = ["code", "file", "subject", "reason"];

    private readonly string _path;
    private readonly JsonTree _tree;
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    private BaselineReader(string path, JsonTree tree)
    {
        _path = path;
        _tree = tree;
    }

    public static (Baseline? Baseline, ImmutableArray<Finding> Findings) ReadFile(string path)
    {
        var (tree, problem) = StrictFile.Read(
            path,
            DiagnosticCatalog.BaselineInvalid,
            MaxLength,
            "Delete it, or write {\"version\": 1, \"accepted\": []}.",
            "Keep the entries of both sides, or write it anew with 'modulebuild validate --write-baseline'.");
        return tree is null ? (null, [problem!]) : new BaselineReader(path, tree).Read();
    }

    private (Baseline? Baseline, ImmutableArray<Finding> Findings) Read()
    {
        foreach (var problem in _tree.Problems.OrderBy(problem => problem.Offset))
        {
            Report(problem.Offset, problem.Sentence);
        }

        var entries = _tree.Root is { } root ? ReadRoot(root) : [];
        return _findings.Count > 0 ? (null, _findings.DrainToImmutable()) : (new(_path, entries), []);
    }

    private ImmutableArray<BaselineEntry> ReadRoot(JsonValue root)
    {
        if (root is not JsonObject o)
        {
            Report(root.Start, $"it holds {root.Description}; expected an object with \"version\" and \"accepted\".");
            return [];
        }

        // A newer format may have fields that this one does not know, so that telling of them would mislead.
        return IsKnownVersion(o) && HasOnly(o, Fields) ? ReadEntries(o) : [];
    }

    private bool IsKnownVersion(JsonObject root)
    {
        switch (root.Find("version")?.Value)
        {
            case null:
                Report(root.Start, $"'version' is missing. Add \"version\": {Baseline.CurrentVersion}.");
                return false;
            case JsonNumber { Number: Baseline.CurrentVersion }:
                return true;
            case JsonNumber { Number: > Baseline.CurrentVersion } newer:
                Report(newer.Start, $"its version is {newer.Text}; this tool knows version {Baseline.CurrentVersion}. Update ModuleBuild.");
                return false;
            case var other:
                Report(other.Start, $"'version' is {other.Description}; expected {Baseline.CurrentVersion}.");
                return false;
        }
    }

    private ImmutableArray<BaselineEntry> ReadEntries(JsonObject root)
    {
        if (root.Find("accepted") is not { } accepted)
        {
            Report(root.Start, "'accepted' is missing. Add \"accepted\": [].");
            return [];
        }

        if (accepted.Value is not JsonArray list)
        {
            Report(accepted.Value.Start, $"'accepted' is {accepted.Value.Description}; expected a list.");
            return [];
        }

        var entries = new Dictionary<AcceptedIdentity, BaselineEntry>();
        foreach (var item in list.Entries)
        {
            if (ReadEntry(item) is { } entry && !entries.TryAdd(AcceptedIdentity.Of(entry), entry))
            {
                var first = entries[AcceptedIdentity.Of(entry)].Location.Line.ToString(CultureInfo.InvariantCulture);
                Report(item.Start, $"it accepts {entry.Code} at '{entry.File}' twice, first at line {first}. Delete one of the entries.");
            }
        }

        return
        [
            .. entries.Values
                .OrderBy(entry => entry.File, StringComparer.Ordinal)
                .ThenBy(entry => entry.Code, StringComparer.Ordinal)
                .ThenBy(entry => entry.Subject, StringComparer.Ordinal),
        ];
    }

    private BaselineEntry? ReadEntry(JsonEntry item)
    {
        if (item.Value is not JsonObject o)
        {
            Report(item.Start, $"'{item.Path}' is {item.Value.Description}; expected an object with \"code\", \"file\" and \"subject\".");
            return null;
        }

        var isKnown = HasOnly(o, EntryFields);
        var code = Text(o, "code", BaselineFields.ProblemOfCode, isRequired: true);
        var file = Text(o, "file", BaselineFields.ProblemOfFile, isRequired: true);
        var subject = Text(o, "subject", BaselineFields.ProblemOfSubject, isRequired: false);
        var reason = Text(o, "reason", _ => null, isRequired: false);
        return isKnown && code is not null && file is not null && subject is not null && reason is not null
            ? new(code, file, subject, o.Find("reason") is null ? null : reason, At(item.Start))
            {
                Pointer = item.Pointer,
            }
            : null;
    }

    /// <summary>A field's text, empty where it may be and is left out; null where it has a finding.</summary>
    private string? Text(JsonObject o, string name, Func<string, string?> problemOf, bool isRequired)
    {
        if (o.Find(name) is not { } field)
        {
            if (isRequired)
            {
                Report(o.Start, $"'{JsonEntry.PathOf(o, name)}' is missing. Add it.");
            }

            return isRequired ? null : string.Empty;
        }

        if (field.Value is not JsonString { Text: var text })
        {
            Report(field.Value.Start, $"'{field.Path}' is {field.Value.Description}; expected a string.");
            return null;
        }

        if (problemOf(text) is { } problem)
        {
            Report(field.Value.Start, $"'{field.Path}' is {Quotation.Of(text)}; expected {problem}.");
            return null;
        }

        return text;
    }

    private bool HasOnly(JsonObject o, string[] known)
    {
        var isKnown = true;
        foreach (var field in o.Entries.Where(field => !known.Contains(field.Name)))
        {
            var nearest = Spelling.Nearest(field.Name!, known);
            var advice = nearest is null ? "Delete it." : $"Did you mean '{nearest}'?";
            Report(field.Start, $"it has no field '{field.Path}'. {advice}");
            isKnown = false;
        }

        return isKnown;
    }

    private void Report(int offset, string sentence) => _findings.Add(Unusable(At(offset), sentence));

    private SourceLocation At(int offset)
    {
        var (line, column) = _tree.Positions.At(offset);
        return new(_path, line, column);
    }

    private static Finding Unusable(SourceLocation location, string sentence) =>
        Finding.Create(DiagnosticCatalog.BaselineInvalid, location, sentence);
}

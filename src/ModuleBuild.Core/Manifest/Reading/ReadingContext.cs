using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>What the readers of the manifest's parts share: the place to report findings.</summary>
/// <param name="path">The path that findings show.</param>
/// <param name="tree">The manifest's JSON.</param>
internal sealed class ReadingContext(string path, JsonTree tree)
{
    private readonly List<Placed> _findings = [];
    private int _surplusOffset = -1;

    /// <summary>All findings in the order of the file.</summary>
    public ImmutableArray<Finding> Findings
    {
        get
        {
            if (_findings.Count == 0)
            {
                return [];
            }

            var sorted = _findings
                .OrderBy(placed => placed.Offset)
                .ThenBy(placed => placed.Finding.Code, StringComparer.Ordinal)
                .Select(placed => placed.Finding);
            return _surplusOffset < 0 ? [.. sorted] : [.. sorted, Surplus()];
        }
    }

    /// <summary>The bytes of the file from one offset to another, where they are blanks alone; else null.</summary>
    public string? Blanks(int start, int end)
    {
        var bytes = tree.Bytes.Span[start..end];
        return bytes.ContainsAnyExcept(" \t\r\n"u8) ? null : Encoding.ASCII.GetString(bytes);
    }

    /// <summary>Line and column of a byte.</summary>
    public (int Line, int Column) At(int offset) => tree.Positions.At(offset);

    /// <summary>Reports what was wrong with the text itself.</summary>
    public void Report(JsonProblem problem) =>
        Add(problem.Descriptor, problem.Offset, problem.Subject, problem.Fix, problem.Arguments);

    /// <summary>Reports a finding at a value.</summary>
    public void Report(DiagnosticDescriptor descriptor, JsonValue value, Fix? fix, params object?[] arguments) =>
        Add(descriptor, value.Start, value.Pointer, fix, arguments);

    /// <summary>Reports a finding at a field's name.</summary>
    public void ReportName(DiagnosticDescriptor descriptor, JsonEntry field, Fix? fix, params object?[] arguments) =>
        Add(descriptor, field.Start, field.Pointer, fix, arguments);

    /// <summary>MB0003: a field is missing. The place is the brace of the object that lacks it.</summary>
    public void ReportMissing(JsonObject o, string name, string advice, Fix? fix) =>
        Add(DiagnosticCatalog.RequiredFieldMissing, o.Start, JsonPointer.Append(o.Pointer, name), fix, [JsonEntry.PathOf(o, name), advice]);

    /// <summary>MB0020: a value of another type.</summary>
    /// <param name="value">The value.</param>
    /// <param name="expected">For example <c>a string</c>.</param>
    /// <param name="meant">JSON that was surely meant, or null.</param>
    public void ReportType(JsonValue value, string expected, string? meant = null)
    {
        if (!IsFull(value.Start))
        {
            Report(DiagnosticCatalog.WrongType, value, Rewriting(value, meant), value.Path, value.Description, expected);
        }
    }

    /// <summary>MB0022: a value that is not allowed.</summary>
    /// <param name="value">The value.</param>
    /// <param name="found">What it is, for a message.</param>
    /// <param name="expected">What would be allowed.</param>
    /// <param name="meant">JSON that was surely meant, or null.</param>
    public void ReportNotAllowed(JsonValue value, string found, string expected, string? meant = null)
    {
        if (!IsFull(value.Start))
        {
            Report(DiagnosticCatalog.ValueNotAllowed, value, Rewriting(value, meant), value.Path, found, expected);
        }
    }

    /// <summary>MB0019: a field that says what holds without it.</summary>
    public void ReportDefault(JsonValue value)
    {
        if (value.Entry is { Name: not null } field)
        {
            ReportName(DiagnosticCatalog.DefaultValue, field, Deleting(field), field.Path);
        }
    }

    /// <summary>The fix that takes an entry out.</summary>
    public static Fix Deleting(JsonEntry entry) => new($"Delete '{entry.Path}'", [JsonEdits.Delete(entry)]);

    /// <summary>The fix that puts other JSON in the place of a value, or null.</summary>
    public static Fix? Rewriting(JsonValue value, string? json) =>
        json is null ? null : new Fix($"Write {Quotation.Shorten(json)}", [JsonEdits.Replace(value, json)]);

    /// <summary>Whether a finding would only be counted among the rest: then its words need not be put together.</summary>
    /// <param name="offset">Where it would be.</param>
    public bool IsFull(int offset)
    {
        if (_findings.Count < JsonTree.MostProblems)
        {
            return false;
        }

        _surplusOffset = offset;
        return true;
    }

    private void Add(DiagnosticDescriptor descriptor, int offset, string subject, Fix? fix, object?[] arguments)
    {
        if (IsFull(offset))
        {
            return;
        }

        var (line, column) = tree.Positions.At(offset);
        var finding = Finding.Create(descriptor, new SourceLocation(path, line, column), arguments);
        _findings.Add(new Placed(offset, finding with { Subject = subject, Fix = fix }));
    }

    private Finding Surplus()
    {
        var (line, column) = tree.Positions.At(_surplusOffset);
        return Finding.Create(
            DiagnosticCatalog.ManifestUnreadable,
            new SourceLocation(path, line, column),
            FormattableString.Invariant(
                $"it has more than {JsonTree.MostProblems} findings, and the rest is not shown. Mend these first."));
    }

    private sealed record Placed(int Offset, Finding Finding);
}

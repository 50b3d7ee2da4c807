using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Json;

/// <summary>MB0021: a field that is given twice in one object.</summary>
internal static class DuplicateFields
{
    /// <summary>Reports every field whose name came before. The later one can be deleted where both say the same.</summary>
    public static void Report(JsonObject o, TextPositions positions, Action<JsonProblem> report)
    {
        foreach (var entry in o.Entries)
        {
            if (o.Find(entry.Name!) is not { } first || first == entry)
            {
                continue;
            }

            var (line, column) = positions.At(first.Start);
            var fix = first.Value.Means(entry.Value) ? new Fix($"Delete the second '{entry.Name}'", [JsonEdits.Delete(entry)]) : null;
            report(new JsonProblem(
                DiagnosticCatalog.DuplicateField, entry.Start, [entry.Path, line, column], entry.Pointer, fix));
        }
    }
}

using System.Text.Json;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Cli.Resolution;

/// <summary>What <c>resolve --json</c> prints. Its form is part of the public surface, see <c>docs/cli.md</c>.</summary>
internal static class ResultJson
{
    /// <summary>Writes a set: <c>{"solution", "strategy", "kept", "changed"}</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="set">The set.</param>
    public static void Write(Utf8JsonWriter writer, ResolvedSet set)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("solution");
        foreach (var package in set.Packages)
        {
            writer.WriteString(package.Facts.Id, package.Facts.Version.ToNormalizedString());
        }

        writer.WriteEndObject();
        writer.WriteString("strategy", PolicyWords.Of(PolicyWords.Strategies, set.Strategy));
        writer.WriteNumber("kept", set.Kept);
        WriteChanges(writer, "changed", set.Changed);
        writer.WriteEndObject();
    }

    /// <summary>Writes a conflict: <c>{"conflict", "explanation", "derivation", "waysOut"}</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="conflict">The conflict.</param>
    public static void Write(Utf8JsonWriter writer, ResolutionConflict conflict)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("conflict", true);
        writer.WriteString("explanation", conflict.ToText());
        writer.WritePropertyName("derivation");
        new ProofJson(writer, conflict.Derivation).Write();
        writer.WriteStartArray("waysOut");
        foreach (var way in conflict.WaysOut)
        {
            writer.WriteStartObject();
            writer.WriteString("title", way.Title);
            writer.WriteStartArray("changes");
            foreach (var change in way.Changes)
            {
                writer.WriteStartObject();
                writer.WriteString("kind", change.Kind);
                writer.WriteString("id", change.Id);
                writer.WriteString("from", change.From);
                writer.WriteString("to", change.To);
                writer.WriteString("version", change.Version?.ToNormalizedString());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes changes as a field: <c>[{"id", "from", "to", "because"}]</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="changes">The changes.</param>
    public static void WriteChanges(Utf8JsonWriter writer, string name, IEnumerable<VersionChange> changes)
    {
        writer.WriteStartArray(name);
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("id", change.Id);
            writer.WriteString("from", change.From?.ToNormalizedString());
            writer.WriteString("to", change.To?.ToNormalizedString());
            writer.WriteString("because", change.Because);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Core.Diagnostics.Formats;

/// <summary>The calls that lead to a finding, as a code flow: what code-scanning sites show step by step.</summary>
internal static class SarifCodeFlow
{
    /// <summary>Writes the flow; nothing where there are no calls.</summary>
    /// <param name="writer">The result.</param>
    /// <param name="path">The calls.</param>
    /// <param name="root">Absolute path of the root of the sources.</param>
    /// <param name="writeArtifact">Writes the place of a file.</param>
    public static void Write(Utf8JsonWriter writer, ImmutableArray<CallStep> path, string root, Action<string> writeArtifact)
    {
        if (path.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("codeFlows");
        writer.WriteStartObject();
        writer.WriteStartArray("threadFlows");
        writer.WriteStartObject();
        writer.WriteStartArray("locations");
        foreach (var (step, depth) in path.Select((step, depth) => (step, depth)))
        {
            writer.WriteStartObject();
            Write(writer, step, step.Assembly == path[0].Assembly ? FileOf(step, root) : null, writeArtifact);
            writer.WriteNumber("nestingLevel", depth);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    // Without a place a step is its name: most of a closure comes without sources.
    private static void Write(Utf8JsonWriter writer, CallStep step, string? file, Action<string> writeArtifact)
    {
        writer.WriteStartObject("location");
        if (file is not null)
        {
            writer.WriteStartObject("physicalLocation");
            writeArtifact(file);
            writer.WriteStartObject("region");
            writer.WriteNumber("startLine", Math.Max(1, step.Line));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteStartArray("logicalLocations");
        writer.WriteStartObject();
        writer.WriteString("fullyQualifiedName", step.Member);
        writer.WriteString("kind", "member");
        writer.WriteEndObject();
        writer.WriteEndArray();
        SarifRules.WriteMessage(writer, "message", $"{step.Member} in {step.Assembly}");
        writer.WriteEndObject();
    }

    // Only sources of the module itself are told: symbols of packages name paths of the machine that compiled them, which mean nothing here.
    private static string? FileOf(CallStep step, string root) =>
        step.File is { Length: > 0 } file && (Path.IsPathRooted(file) || !file.AsSpan().ContainsAny(':', '\\')) && ShownPath.BelowRoot(file, root) is not null
            ? file
            : null;
}

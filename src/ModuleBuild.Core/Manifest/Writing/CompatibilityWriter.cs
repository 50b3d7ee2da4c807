using System.Text.Json;
using ModuleBuild.Core.Manifest.Reading;

namespace ModuleBuild.Core.Manifest.Writing;

/// <summary>Writes where the module runs and what it needs beside it.</summary>
internal static class CompatibilityWriter
{
    public static void Write(Utf8JsonWriter writer, ModuleManifest manifest)
    {
        writer.WriteMap("host", manifest.Host, WriteHost);
        writer.WriteTexts("platforms", manifest.Platforms);
        writer.WriteList("entryPoints", manifest.EntryPoints, WriteEntryPoint);
        writer.WriteMap("dependencies", manifest.Dependencies, WriteDependency);
        writer.WriteMap("conflicts", manifest.Conflicts, static (writer, conflict) => writer.WriteString(conflict.Id, conflict.Range.Text));
        writer.WriteTexts("loadAfter", manifest.LoadAfter);
    }

    private static void WriteHost(Utf8JsonWriter writer, HostRequirement host)
    {
        if (host.Tested.IsEmpty)
        {
            writer.WriteString(host.Id, host.Range.Text);
            return;
        }

        writer.WriteStartObject(host.Id);
        writer.WriteString("version", host.Range.Text);
        writer.WriteTexts("tested", host.Tested);
        writer.WriteEndObject();
    }

    private static void WriteEntryPoint(Utf8JsonWriter writer, EntryPoint entryPoint)
    {
        writer.WriteStartObject();
        writer.WriteString("scope", entryPoint.Scope);
        writer.WriteString("type", entryPoint.Type);
        writer.WriteEndObject();
    }

    private static void WriteDependency(Utf8JsonWriter writer, ModuleDependency dependency)
    {
        if (dependency is { Kind: DependencyKind.Required, Scopes.IsEmpty: true, Reason: null })
        {
            writer.WriteString(dependency.Id, dependency.Range.Text);
            return;
        }

        writer.WriteStartObject(dependency.Id);
        writer.WriteString("version", dependency.Range.Text);
        if (dependency.Kind != DependencyKind.Required)
        {
            writer.WriteString("kind", ManifestWords.DependencyKinds.WordFor(dependency.Kind));
        }

        writer.WriteTexts("scopes", dependency.Scopes);
        writer.WriteText("reason", dependency.Reason);
        writer.WriteEndObject();
    }
}

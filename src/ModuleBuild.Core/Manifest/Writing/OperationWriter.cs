using System.Text.Json;
using ModuleBuild.Core.Manifest.Reading;

namespace ModuleBuild.Core.Manifest.Writing;

/// <summary>Writes how the module is run: settings, health, budgets, limits, isolation, and its end.</summary>
internal static class OperationWriter
{
    public static void Write(Utf8JsonWriter writer, ModuleManifest manifest)
    {
        WriteConfiguration(writer, manifest.Configuration);
        if (!manifest.HealthChecks.IsEmpty)
        {
            writer.WriteStartObject("health");
            writer.WriteList("checks", manifest.HealthChecks, WriteCheck);
            writer.WriteEndObject();
        }

        WriteLifecycle(writer, manifest.Lifecycle);
        WriteLimits(writer, manifest.Limits);
        if (manifest.Isolation is { } isolation)
        {
            writer.WriteStartObject("sandbox");
            writer.WriteString("isolation", ManifestWords.Isolations.WordFor(isolation));
            writer.WriteEndObject();
        }

        WriteDeprecation(writer, manifest.Deprecated);
        writer.WriteMap("metadata", manifest.Metadata, static (writer, pair) => writer.WriteString(pair.Key, pair.Value));
    }

    private static void WriteConfiguration(Utf8JsonWriter writer, ModuleConfiguration? configuration)
    {
        if (configuration is null)
        {
            return;
        }

        writer.WriteStartObject("configuration");
        writer.WriteString("section", configuration.Section);
        writer.WriteText("schema", configuration.SchemaFile);
        if (configuration.SchemaText is { } schema)
        {
            writer.WriteJson("schema", schema);
        }

        writer.WriteText("optionsType", configuration.OptionsType);
        writer.WriteEndObject();
    }

    private static void WriteCheck(Utf8JsonWriter writer, HealthCheck check)
    {
        writer.WriteStartObject();
        writer.WriteString("name", check.Name);
        writer.WriteTexts("tags", check.Tags);
        writer.WriteText("timeout", WriteDuration(check.Timeout));
        writer.WriteText("failureStatus", check.FailureStatus);
        writer.WriteEndObject();
    }

    private static void WriteLifecycle(Utf8JsonWriter writer, Lifecycle? lifecycle)
    {
        if (lifecycle is null)
        {
            return;
        }

        writer.WriteStartObject("lifecycle");
        writer.WriteText("startTimeout", WriteDuration(lifecycle.StartTimeout));
        writer.WriteText("stopTimeout", WriteDuration(lifecycle.StopTimeout));
        writer.WriteFlag("unloadable", lifecycle.Unloadable);
        writer.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter writer, ResourceLimits? limits)
    {
        if (limits is null)
        {
            return;
        }

        writer.WriteStartObject("limits");
        writer.WriteText("memory", limits.Memory);
        writer.WriteText("cpu", limits.Cpu);
        writer.WriteText("storage", limits.Storage);
        writer.WriteText("packageSize", limits.PackageSize);
        writer.WriteEndObject();
    }

    private static void WriteDeprecation(Utf8JsonWriter writer, Deprecation? deprecated)
    {
        if (deprecated is null)
        {
            return;
        }

        writer.WriteStartObject("deprecated");
        writer.WriteString("message", deprecated.Message);
        writer.WriteText("replacement", deprecated.Replacement);
        writer.WriteText("since", deprecated.Since);
        writer.WriteEndObject();
    }

    private static string? WriteDuration(TimeSpan? duration) => duration is { } some ? DurationValue.Write(some) : null;
}

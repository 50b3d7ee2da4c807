using System.Text.Json;
using ModuleBuild.Core.Manifest.Reading;

namespace ModuleBuild.Core.Manifest.Writing;

/// <summary>Writes what the module may do, offers and uses.</summary>
internal static class CapabilityWriter
{
    public static void Write(Utf8JsonWriter writer, ModuleManifest manifest)
    {
        var permissions = manifest.Permissions;
        if (!permissions.Required.IsEmpty || !permissions.Optional.IsEmpty)
        {
            writer.WriteStartObject("permissions");
            writer.WriteList("required", permissions.Required, WritePermission);
            writer.WriteList("optional", permissions.Optional, WritePermission);
            writer.WriteEndObject();
        }

        if (!manifest.Provides.IsEmpty || !manifest.Consumes.IsEmpty)
        {
            writer.WriteStartObject("extensionPoints");
            writer.WriteList("provides", manifest.Provides, WriteProvided);
            writer.WriteList("consumes", manifest.Consumes, WriteConsumed);
            writer.WriteEndObject();
        }
    }

    private static void WritePermission(Utf8JsonWriter writer, Permission permission)
    {
        if (permission.Reason is null)
        {
            writer.WriteStringValue(permission.ToString());
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("permission", permission.ToString());
        writer.WriteString("reason", permission.Reason);
        writer.WriteEndObject();
    }

    private static void WriteProvided(Utf8JsonWriter writer, ProvidedExtensionPoint point)
    {
        writer.WriteStartObject();
        writer.WriteString("id", point.Id);
        writer.WriteString("kind", ManifestWords.ExtensionPointKinds.WordFor(point.Kind));
        writer.WriteString("contract", point.Contract);
        writer.WriteText("version", point.Version);
        if (point.Role is { } role)
        {
            writer.WriteString("role", ManifestWords.ExtensionPointRoles.WordFor(role));
        }

        writer.WriteText("summary", point.Summary);
        writer.WriteEndObject();
    }

    private static void WriteConsumed(Utf8JsonWriter writer, ConsumedExtensionPoint point)
    {
        writer.WriteStartObject();
        writer.WriteString("id", point.Id);
        writer.WriteString("kind", ManifestWords.ExtensionPointKinds.WordFor(point.Kind));
        writer.WriteText("module", point.Module);
        writer.WriteText("version", point.Range?.Text);
        writer.WriteText("implementation", point.Implementation);
        writer.WriteFlag("optional", point.Optional);
        writer.WriteEndObject();
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModuleBuild.Core.Manifest.Writing;

namespace ModuleBuild.Core.Manifest;

/// <summary>Writes a manifest in its canonical form: fields in the order of the documentation, two spaces, LF, UTF-8 without BOM.</summary>
public static class ManifestWriter
{
    // Relaxed: an apostrophe or an umlaut is written as it is. Nothing of it is ever put into HTML without escaping.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
    };

    /// <summary>The bytes of <c>module.json</c>. Reading them gives an equal manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    public static byte[] Write(ModuleManifest manifest)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("manifestVersion", ModuleManifest.CurrentVersion);
            IdentityWriter.Write(writer, manifest);
            CompatibilityWriter.Write(writer, manifest);
            CapabilityWriter.Write(writer, manifest);
            OperationWriter.Write(writer, manifest);
            foreach (var (name, json) in manifest.Extensions)
            {
                writer.WriteJson(name, json);
            }

            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}

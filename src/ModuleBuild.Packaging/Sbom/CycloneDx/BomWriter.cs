using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModuleBuild.Packaging.Sbom.CycloneDx;

/// <summary>Writes a document: UTF-8 without a byte order mark, LF, a line feed at the end, and a serial number that follows from the content.</summary>
internal static class BomWriter
{
    /// <summary>The name space of our serial numbers: the version 5 UUID of this project's address within the name space of URLs.</summary>
    private static readonly Guid SerialNamespace = new("b60da0ae-9e19-55d1-abb9-872f740a149b");

    private static readonly BomJson Json = new(new JsonSerializerOptions(BomJson.Default.Options)
    {
        // The document is never put into HTML; names and licences stay legible.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The bytes of a document without a serial number, with the one that its content gives it.</summary>
    public static byte[] Write(Bom bom) => Serialize(bom with { SerialNumber = $"urn:uuid:{NameBased(SerialNamespace, Serialize(bom)):D}" });

    /// <summary>A version 5 UUID: RFC 9562, section 5.5.</summary>
    internal static Guid NameBased(Guid space, ReadOnlySpan<byte> name)
    {
        Span<byte> input = new byte[16 + name.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input[16..]);

#pragma warning disable CA5350 // The RFC names SHA-1; nothing is protected by it.
        Span<byte> hash = SHA1.HashData(input);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private static byte[] Serialize(Bom bom)
    {
        using var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, bom, Json.Bom);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}

[JsonSerializable(typeof(Bom))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class BomJson : JsonSerializerContext;

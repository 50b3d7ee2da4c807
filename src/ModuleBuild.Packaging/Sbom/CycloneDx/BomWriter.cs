using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModuleBuild.Packaging.Sbom.CycloneDx;

/// <summary>Writes a document: UTF-8 without a byte order mark, LF, a line feed at the end, and a serial number that follows from the content.</summary>
internal static class BomWriter
{
    private const string SerialPrefix = "urn:uuid:";

    /// <summary>The name space of our serial numbers: the version 5 UUID of this project's address within the name space of URLs.</summary>
    private static readonly Guid SerialNamespace = new("b60da0ae-9e19-55d1-abb9-872f740a149b");

    private static readonly BomJson Json = new(new JsonSerializerOptions(BomJson.Default.Options)
    {
        // The document is never put into HTML; names and licences stay legible.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>
    /// The bytes of a document. Its serial number is the version 5 UUID of these very bytes with the nil UUID in its place, so that anybody
    /// can compute it again.
    /// </summary>
    public static byte[] Write(Bom bom)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(bom with { SerialNumber = $"{SerialPrefix}{Guid.Empty:D}" }, Json.Bom);
        byte[] document = [.. json, (byte)'\n'];

        // The first place that looks like it is the serial number: only constants stand before it.
        var place = document.AsSpan().IndexOf(Encoding.ASCII.GetBytes(SerialPrefix)) + SerialPrefix.Length;
        var serial = NameBased(SerialNamespace, document);
        Encoding.ASCII.GetBytes(serial.ToString("D"), document.AsSpan(place));
        return document;
    }

    /// <summary>A version 5 UUID: RFC 9562, section 5.5.</summary>
    internal static Guid NameBased(Guid space, ReadOnlySpan<byte> name)
    {
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1); // the RFC's choice; nothing is protected by it
        sha1.AppendData(space.ToByteArray(bigEndian: true));
        sha1.AppendData(name);
        var hash = sha1.GetHashAndReset();
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
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

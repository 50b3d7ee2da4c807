using System.Buffers.Binary;
using System.Text;

namespace ModuleBuild.Core.Tests.Manifest.Rules;

/// <summary>PNG files for tests: right in their frame, empty in their pixels.</summary>
internal static class Png
{
    public static byte[] Of(uint width, uint height) =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n',
        .. Chunk("IHDR", [.. BigEndian(width), .. BigEndian(height), 8, 6, 0, 0, 0]),
        .. Chunk("IDAT", new byte[40]),
        .. Chunk("IEND", []),
    ];

    private static byte[] Chunk(string type, byte[] data) => [.. BigEndian((uint)data.Length), .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];

    private static byte[] BigEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }
}

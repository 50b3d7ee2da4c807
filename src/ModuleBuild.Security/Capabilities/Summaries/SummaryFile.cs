using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>A summary as bytes: a table of texts, the tables of the summary, and a hash over all of it.</summary>
internal static class SummaryFile
{
    private const uint Mark = 0x4D425333; // 'MBS3': another form has another number
    private const int HashLength = 32;

    /// <summary>The bytes.</summary>
    public static byte[] Write(AssemblySummary summary)
    {
        using var body = new SummaryWriter();
        body.Write(summary);
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Mark);
            body.CopyTo(writer);
        }

        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>The summary, or null where the bytes are not, or no longer, what was written.</summary>
    public static AssemblySummary? Read(byte[] bytes)
    {
        var length = bytes.Length - HashLength;
        if (length < sizeof(uint) || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
        {
            return null;
        }

        try
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Mark ? new SummaryReader(bytes, sizeof(uint), length).Read() : null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }
    }
}

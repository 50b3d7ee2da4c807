using System.Security.Cryptography;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>A summary as a file: its bytes, and a hash over them.</summary>
internal static class SummaryFile
{
    private const int HashLength = 32;

    /// <summary>The bytes.</summary>
    public static byte[] Write(AssemblySummary summary) => [.. summary.Bytes, .. SHA256.HashData(summary.Bytes)];

    /// <summary>The summary, or null where the bytes are not, or no longer, what was written. That they were written by this version, the key says.</summary>
    public static AssemblySummary? Read(byte[] bytes)
    {
        var length = bytes.Length - HashLength;
        var isWhole = length >= SummaryForm.HeadLength && SummaryForm.Head(bytes, 0) == SummaryForm.Mark
            && SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length));
        return isWhole ? new AssemblySummary(bytes) : null;
    }
}

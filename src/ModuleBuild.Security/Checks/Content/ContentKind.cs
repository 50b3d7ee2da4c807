using System.Buffers.Binary;

namespace ModuleBuild.Security.Checks.Content;

/// <summary>What runs, by its first bytes: a name says nothing.</summary>
internal static class ContentKind
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Probe = 512;

    /// <summary>A program or library for Windows, which an assembly of .NET is, too.</summary>
    public const string Windows = "a Windows program";

    private static readonly string[] Scripts =
        [".sh", ".bash", ".ps1", ".psm1", ".psd1", ".cmd", ".bat", ".py", ".rb", ".pl", ".js", ".mjs", ".cjs", ".csx", ".fsx", ".zsh", ".fish", ".tcl", ".lua"];

    private static readonly string[] Programs =
        [".dll", ".exe", ".winmd", ".so", ".dylib", ".node", ".sys", ".ocx", ".a", ".lib", ".o", ".mui", ".cpl", ".scr", ".com", ".bundle"];

    /// <summary>What the bytes are, as <c>a Windows program</c>; null where nothing runs, or where the name says so.</summary>
    /// <param name="path">Path in the package.</param>
    /// <param name="head">The first bytes.</param>
    public static string? HiddenIn(string path, ReadOnlySpan<byte> head)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var ending = Path.GetExtension(name);
        if (ProgramOf(head) is { } program)
        {
            // Programs of Linux and macOS have no ending, and libraries may end in a version: libssl.so.3.
            return Programs.Contains(ending, StringComparer.OrdinalIgnoreCase) || name.Contains(".so.", StringComparison.Ordinal)
                || (ending.Length == 0 && program != Windows) ? null : program;
        }

        return head.StartsWith("#!"u8) && head.Length > 3 && head[2] is (byte)'/' or (byte)' ' && ending.Length > 0
            && !Scripts.Contains(ending, StringComparer.OrdinalIgnoreCase) ? "a script" : null;
    }

    /// <summary>The kind of program that begins with these bytes; null where none does.</summary>
    public static string? ProgramOf(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'M', (byte)'Z', ..] when HasPeHeader(head) => Windows,
        [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => "a Linux program",
        [0xCF or 0xCE, 0xFA, 0xED, 0xFE, ..] or [0xFE, 0xED, 0xFA, 0xCF or 0xCE, ..] => "a macOS program",

        // A program for several processors; a class of Java begins so, too, and then has a version of 45 or more.
        [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, > 0 and < 45, ..] => "a macOS program",
        _ => null,
    };

    // "MZ" begins many a text; a program has its PE header where the 60th byte says.
    private static bool HasPeHeader(ReadOnlySpan<byte> head)
    {
        if (head.Length < 64)
        {
            return false;
        }

        var at = BinaryPrimitives.ReadUInt32LittleEndian(head[60..]);
        return at <= head.Length - 4 ? head[(int)at..].StartsWith("PE\0\0"u8) : at < 1 << 16;
    }
}

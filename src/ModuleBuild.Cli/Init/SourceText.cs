using System.Text;

namespace ModuleBuild.Cli.Init;

/// <summary>A text file that is written back exactly as it was, but for what is changed: encoding, byte order mark and line endings stay.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Text">Its text.</param>
/// <param name="Encoding">How it is encoded, with its byte order mark if it has one.</param>
internal sealed record SourceText(string Path, string Text, Encoding Encoding)
{
    /// <summary>The line ending that it uses.</summary>
    public string NewLine => Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Reads a file.</summary>
    /// <param name="path">Absolute path.</param>
    /// <exception cref="DecoderFallbackException">It is not in a Unicode encoding.</exception>
    public static SourceText Read(string path)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        var text = reader.ReadToEnd();
        return new SourceText(path, text, reader.CurrentEncoding);
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes() => [.. Encoding.GetPreamble(), .. Encoding.GetBytes(Text)];
}

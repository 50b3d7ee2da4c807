using System.Text;

namespace ModuleBuild.Core.Manifest;

/// <summary>The JSON Schema of <c>module.json</c> (draft 2020-12), which editors read. The build's messages are the reader's.</summary>
public static class ManifestSchema
{
    private static readonly Lazy<byte[]> Resource = new(ReadResource);

    /// <summary>The schema's bytes, as UTF-8.</summary>
    public static ReadOnlyMemory<byte> Bytes => Resource.Value;

    /// <summary>The schema's text.</summary>
    public static string Text => Encoding.UTF8.GetString(Resource.Value);

    private static byte[] ReadResource()
    {
        using var stream = typeof(ManifestSchema).Assembly.GetManifestResourceStream("module.schema.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

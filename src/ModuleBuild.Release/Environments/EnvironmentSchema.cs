using System.Text;

namespace ModuleBuild.Release.Environments;

/// <summary>The JSON Schema of <c>environments/&lt;name&gt;.json</c> (draft 2020-12), which editors read. The tool's messages are the reader's.</summary>
public static class EnvironmentSchema
{
    private static readonly Lazy<string> Resource = new(ReadResource);

    /// <summary>The schema's text.</summary>
    public static string Text => Resource.Value;

    private static string ReadResource()
    {
        using var stream = typeof(EnvironmentSchema).Assembly.GetManifestResourceStream("environment.schema.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

using System.Text;

namespace ModuleBuild.Core.Policy;

/// <summary>The JSON Schema of <c>modulebuild.json</c> (draft 2020-12), which editors read. The build's messages are the reader's.</summary>
public static class WorkspaceSchema
{
    private static readonly Lazy<string> Resource = new(ReadResource);

    /// <summary>The schema's text.</summary>
    public static string Text => Resource.Value;

    private static string ReadResource()
    {
        using var stream = typeof(WorkspaceSchema).Assembly.GetManifestResourceStream("modulebuild.schema.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

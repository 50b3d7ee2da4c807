using System.Text;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Cli;

/// <summary>Texts that travel inside this program: its own, and the schema that Core has.</summary>
internal static class EmbeddedText
{
    /// <summary>The text with a name, or null.</summary>
    /// <param name="name">Its logical name, for example <c>codes/MB0004</c>.</param>
    public static string? Find(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? typeof(ModuleManifest).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

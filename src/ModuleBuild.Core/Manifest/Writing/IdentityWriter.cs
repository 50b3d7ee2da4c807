using System.Text.Json;

namespace ModuleBuild.Core.Manifest.Writing;

/// <summary>Writes who the module is, and what a catalogue shows.</summary>
internal static class IdentityWriter
{
    public static void Write(Utf8JsonWriter writer, ModuleManifest manifest)
    {
        writer.WriteText("id", manifest.Id);
        writer.WriteText("version", manifest.Version?.ToFullString());
        writer.WriteText("name", manifest.Name);
        writer.WriteText("summary", manifest.Summary);
        writer.WriteText("description", manifest.Description);
        writer.WriteList("authors", manifest.Authors, WriteAuthor);
        WriteLicense(writer, manifest.License);
        writer.WriteTexts("categories", manifest.Categories);
        writer.WriteTexts("tags", manifest.Tags);
        writer.WriteText("icon", manifest.Icon);
        writer.WriteList("screenshots", manifest.Screenshots, WriteScreenshot);
        writer.WriteText("readme", manifest.Readme);
        writer.WriteText("changelog", manifest.Changelog);
        writer.WriteMap("links", manifest.Links, static (writer, link) => writer.WriteString(link.Key, link.Value));
    }

    private static void WriteAuthor(Utf8JsonWriter writer, Author author)
    {
        if (author is { Email: null, Url: null })
        {
            writer.WriteStringValue(author.Name);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("name", author.Name);
        writer.WriteText("email", author.Email);
        writer.WriteText("url", author.Url);
        writer.WriteEndObject();
    }

    private static void WriteLicense(Utf8JsonWriter writer, License? license)
    {
        writer.WriteText("license", license?.Expression);
        if (license?.File is { } file)
        {
            writer.WriteStartObject("license");
            writer.WriteString("file", file);
            writer.WriteEndObject();
        }
    }

    private static void WriteScreenshot(Utf8JsonWriter writer, Screenshot screenshot)
    {
        writer.WriteStartObject();
        writer.WriteString("path", screenshot.Path);
        writer.WriteString("alt", screenshot.Alt);
        writer.WriteEndObject();
    }
}

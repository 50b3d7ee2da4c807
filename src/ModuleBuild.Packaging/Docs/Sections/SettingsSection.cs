using System.Collections.Immutable;
using ModuleBuild.Packaging.Docs.Markdown;
using ModuleBuild.Packaging.Docs.Settings;

namespace ModuleBuild.Packaging.Docs.Sections;

/// <summary>What can be set, and what must not be shown.</summary>
internal static class SettingsSection
{
    /// <summary>Writes the section; nothing where the module has no settings.</summary>
    /// <param name="document">The page or README section.</param>
    /// <param name="request">All that the docs stage reads.</param>
    public static void Write(MarkdownDocument document, DocsRequest request)
    {
        if (request.Manifest.Configuration is not { } configuration)
        {
            return;
        }

        document.Heading(2, "Settings");
        document.Paragraph(
            $"Keys of the section {MarkdownText.Code(configuration.Section)}; the name of an environment variable has `__` for each `:`.");
        var settings = SettingsSchema.Read(request.ConfigurationSchema ?? configuration.SchemaText ?? "{}");
        document.Table(["Key", "Type", "Default", "Secret", "Description"], settings.Select(Row));
        if (settings.Length == SettingsSchema.MostSettings)
        {
            document.Paragraph("The list ends here; the schema has more.");
        }
    }

    private static ImmutableArray<string> Row(Setting setting)
    {
        var allowed = setting.Allowed.IsEmpty ? string.Empty : $"one of {MarkdownText.Codes(setting.Allowed)}";
        var description = MarkdownText.Inline(setting.Description);
        return
        [
            MarkdownText.Code(setting.Key),
            string.Join(": ", new[] { MarkdownText.Inline(setting.Type), allowed }.Where(part => part.Length > 0)),
            setting.Default is { } value ? MarkdownText.Code(VisibleText.Of(value, 80)) : setting.IsRequired ? "required" : string.Empty,
            setting.IsSecret ? "yes" : string.Empty,
            setting.IsDeprecated ? $"Deprecated. {description}".TrimEnd() : description,
        ];
    }
}

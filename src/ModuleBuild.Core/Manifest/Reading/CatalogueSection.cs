using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads what a catalogue shows: categories, tags, pictures, links.</summary>
internal static class CatalogueSection
{
    public const string DefaultReadme = "README.md";
    public const string DefaultChangelog = "CHANGELOG.md";

    private static readonly TextRule Tag = new("a word of 2 to 30 lower-case letters, digits and '-'")
    {
        Matches = TextForms.IsTag,
        Mend = text => text.Trim().ToLowerInvariant().Replace(' ', '-'),
    };

    public static readonly ListRule<string> Categories = new(ReadCategory) { Max = 3, Key = category => category };

    public static readonly ListRule<string> Tags = new((context, value) => TextValue.Read(context, value, Tag))
    {
        Max = 10,
        Key = tag => tag,
    };

    public static readonly ListRule<Screenshot> Screenshots = new(ReadScreenshot) { Max = 8, Key = screenshot => screenshot.Path };

    private static readonly FieldNames LinkFields = FieldNames.Optional(ManifestLists.LinkKinds);

    private static readonly FieldNames ScreenshotFields = FieldNames.Optional()
        .Requiring("path", "Add \"path\": the picture's path.")
        .Requiring("alt", "Add \"alt\": what the picture shows, for those who cannot see it.");

    /// <summary>A path that has a default, which need not be written.</summary>
    public static string? ReadPath(ReadingContext context, JsonValue? value, string defaultPath)
    {
        var path = TextValue.Read(context, value, TextRule.Any);
        if (path == defaultPath)
        {
            context.ReportDefault(value!);
        }

        return path;
    }

    /// <summary>Links by kind.</summary>
    public static ImmutableSortedDictionary<string, string> ReadLinks(ReadingContext context, JsonValue? value)
    {
        var links = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (ObjectFields.Open(context, value, LinkFields) is { } fields)
        {
            MapValue.ReportEmpty(context, fields.Object);
            foreach (var kind in ManifestLists.LinkKinds)
            {
                if (LinkValue.Read(context, fields[kind]) is { } link)
                {
                    links.Add(kind, link);
                }
            }
        }

        return links.ToImmutable();
    }

    private static string? ReadCategory(ReadingContext context, JsonValue value)
    {
        if (TextValue.ReadAny(context, value) is not { } category || ManifestLists.Categories.Contains(category))
        {
            return (value as JsonString)?.Text;
        }

        var trimmed = category.Trim();
        var meant = ManifestLists.Categories.FirstOrDefault(known => string.Equals(known, trimmed, StringComparison.OrdinalIgnoreCase));
        var advice = (meant ?? Spelling.Nearest(category, ManifestLists.Categories)) is { } nearest
            ? $"Nearest: '{nearest}'."
            : $"The list: {string.Join(", ", ManifestLists.Categories)}.";
        context.Report(
            DiagnosticCatalog.CategoryUnknown,
            value,
            ReadingContext.Rewriting(value, meant is null ? null : JsonEdits.Quote(meant)),
            Quotation.Shorten(category),
            advice);
        return category;
    }

    private static Screenshot? ReadScreenshot(ReadingContext context, JsonValue value)
    {
        if (ObjectFields.Open(context, value, ScreenshotFields) is not { } fields)
        {
            return null;
        }

        var path = TextValue.Read(context, fields["path"], TextRule.Any);
        var alt = TextValue.Read(context, fields["alt"], TextRule.Any);
        return path is null || alt is null ? null : new Screenshot(path, alt);
    }
}

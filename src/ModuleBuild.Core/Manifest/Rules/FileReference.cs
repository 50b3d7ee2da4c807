using System.Globalization;
using ModuleBuild.Core.Manifest.Reading;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>A file that the manifest names.</summary>
/// <param name="Pointer">JSON Pointer of the path.</param>
/// <param name="Field">The field as people write it, for example <c>screenshots[0].path</c>.</param>
/// <param name="Path">The path as written.</param>
internal sealed record FileReference(string Pointer, string Field, string Path)
{
    public const string Icon = "icon";
    public const string Schema = "configuration.schema";

    /// <summary>All files that a manifest names, in the order of the documentation.</summary>
    public static IEnumerable<FileReference> AllOf(ManifestDocument document) =>
    [
        .. Of(document, "license", "file"),
        .. Of(document, Icon),
        .. Screenshots(document),
        .. Of(document, "readme"),
        .. Of(document, "changelog"),
        .. Of(document, "configuration", "schema"),
    ];

    private static IEnumerable<FileReference> Screenshots(ManifestDocument document)
    {
        // The items of the file and not of the model, which leaves out those that are malformed. Those that are too many are found as such.
        for (var i = 0; i < CatalogueSection.Screenshots.Max && document.Holds(string.Create(CultureInfo.InvariantCulture, $"/screenshots/{i}")); i++)
        {
            var pointer = string.Create(CultureInfo.InvariantCulture, $"/screenshots/{i}/path");
            if (document.TextOf(pointer) is { Length: > 0 } path)
            {
                yield return new FileReference(pointer, string.Create(CultureInfo.InvariantCulture, $"screenshots[{i}].path"), path);
            }
        }
    }

    private static IEnumerable<FileReference> Of(ManifestDocument document, params string[] names)
    {
        var pointer = "/" + string.Join('/', names);
        return string.IsNullOrWhiteSpace(document.TextOf(pointer)) ? [] : [new FileReference(pointer, string.Join('.', names), document.TextOf(pointer)!)];
    }
}

using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Security.Checks.Configuration.Settings;

namespace ModuleBuild.Security.Checks.Configuration;

/// <summary>MB2008: a setting that is secret by its name, and that the schema does not say is write-only.</summary>
internal static class SecretSettingCheck
{
    private const int Largest = 1 << 20;

    /// <summary>Looks into the schema of the settings, in the manifest or in its file. One that cannot be read is MB0024.</summary>
    public static IEnumerable<Finding> Run(ManifestDocument document)
    {
        if (document.Manifest.Configuration is not { } configuration)
        {
            return [];
        }

        if (configuration.SchemaText is { } text)
        {
            return Of(Encoding.UTF8.GetBytes(text)).Select(setting =>
                FindingOf(setting, document.LocateName($"/configuration/schema{PointerOf(setting)}"), "the manifest"));
        }

        if (configuration.SchemaFile is not { } file || RelativePath.ProblemOf(file) is not null)
        {
            return [];
        }

        var path = Path.Combine(Path.GetDirectoryName(document.Path) ?? string.Empty, file);
        var bytes = NamedFile.Read(path, Largest + 1, out var problem);
        return problem is not null || bytes.Length > Largest
            ? []
            : Of(Encoding.UTF8.GetBytes(NamedFile.Decode(bytes))).Select(setting => FindingOf(setting, new(path, setting.Line, setting.Column), file));
    }

    /// <summary>The settings of a schema that are secret and can be read.</summary>
    /// <param name="schema">JSON Schema, UTF-8 without a byte order mark.</param>
    internal static IReadOnlyList<Setting> Of(ReadOnlySpan<byte> schema)
    {
        var root = JsonSettings.Read(schema);
        return [.. SchemaProperties.Of(root).Where(property => IsReadableSecret(root, property)).DistinctBy(property => (property.Line, property.Column))];
    }

    private static bool IsReadableSecret(Setting root, Setting property)
    {
        var schema = SchemaProperties.Follow(root, property);
        var isList = SchemaProperties.IsListOfTexts(root, schema);
        return (isList || SchemaProperties.IsText(schema)) && SecretName.IsSecret(property.Name, isList) && !SchemaProperties.IsWriteOnly(root, property);
    }

    private static Finding FindingOf(Setting setting, SourceLocation place, string where) =>
        Finding.Create(DiagnosticCatalog.SecretReadable, place, Printable(setting.Name), where) with { Subject = Printable(NameOf(setting)) };

    private static string NameOf(Setting setting) => setting.Parent?.Parent is { Depth: > 0, Parent.Name: "properties" } owner ? $"{NameOf(owner)}.{setting.Name}" : setting.Name;

    private static string PointerOf(Setting setting) => setting.Parent is null
        ? string.Empty
        : $"{PointerOf(setting.Parent)}/{setting.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private static string Printable(string text) => string.Concat(text.Take(80).Select(character => char.IsControl(character) ? '?' : character));
}

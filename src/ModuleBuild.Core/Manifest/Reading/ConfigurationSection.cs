using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads the module's settings.</summary>
internal static class ConfigurationSection
{
    private static readonly FieldNames Fields = FieldNames.Optional("optionsType")
        .Requiring("section", "Add \"section\": the configuration path, for example \"Acme:Orders\".")
        .Requiring("schema", "Add \"schema\": the path of a JSON Schema, or the schema itself.");

    private static readonly TextRule Section = new("a configuration path such as \"Acme:Orders\"") { Matches = TextForms.IsSection };

    /// <summary>The settings.</summary>
    public static ModuleConfiguration? Read(ReadingContext context, JsonValue? value)
    {
        if (ObjectFields.Open(context, value, Fields) is not { } fields)
        {
            return null;
        }

        var section = TextValue.Read(context, fields["section"], Section);
        var optionsType = TextValue.Read(context, fields["optionsType"], CompatibilitySection.Type);
        var schema = fields["schema"];
        var inline = schema is JsonObject ? JsonCompact.Write(schema) : null;
        if (schema is not (null or JsonObject or JsonString))
        {
            context.ReportType(schema, "the path of a JSON Schema, or the schema itself");
            return null;
        }

        var file = inline is null ? TextValue.Read(context, schema, TextRule.Any) : null;
        return section is null || (file is null && inline is null) ? null : new ModuleConfiguration(section, file, inline, optionsType);
    }
}

using System.Collections.Immutable;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads what the module offers to others, and what it uses of theirs.</summary>
internal static class ExtensionPointsSection
{
    private static readonly FieldNames Fields = FieldNames.Optional("provides", "consumes");

    private static readonly FieldNames ProvidedFields = FieldNames.Optional("version", "role", "summary")
        .Requiring("id", "Add \"id\": its name, for example \"orders.exporter\".")
        .Requiring("kind", "Add \"kind\": ui, api, workflow, database, event or service.")
        .Requiring("contract", "Add \"contract\": a public type, a route, or the name of a workflow or schema.");

    private static readonly FieldNames ConsumedFields = FieldNames.Optional("module", "version", "implementation", "optional")
        .Requiring("id", "Add \"id\": the name that its provider gave it.")
        .Requiring("kind", "Add \"kind\": ui, api, workflow, database, event or service.");

    private static readonly TextRule Id = new("letters, digits and '_', parted by '.', '-' or '/'")
    {
        Matches = TextForms.IsExtensionPoint,
    };

    private static readonly ListRule<ProvidedExtensionPoint> Provided = new(ReadProvided) { Key = point => point.Id };

    private static readonly ListRule<ConsumedExtensionPoint> Consumed = new(ReadConsumed)
    {
        Key = point => $"{point.Id} of {point.Module ?? "any module"}",
    };

    /// <summary>Both lists.</summary>
    public static (ImmutableArray<ProvidedExtensionPoint> Provides, ImmutableArray<ConsumedExtensionPoint> Consumes) Read(
        ReadingContext context, JsonValue? value)
    {
        if (ObjectFields.Open(context, value, Fields) is not { } fields)
        {
            return ([], []);
        }

        MapValue.ReportEmpty(context, fields.Object);
        return (ListValue.Read(context, fields["provides"], Provided), ListValue.Read(context, fields["consumes"], Consumed));
    }

    private static ProvidedExtensionPoint? ReadProvided(ReadingContext context, JsonValue value)
    {
        if (ObjectFields.Open(context, value, ProvidedFields) is not { } fields)
        {
            return null;
        }

        var id = TextValue.Read(context, fields["id"], Id);
        var kind = WordValue.Read(context, fields["kind"], ManifestWords.ExtensionPointKinds);
        var contract = TextValue.Read(context, fields["contract"], TextRule.Any);
        var version = VersionValue.Read(context, fields["version"])?.ToFullString();
        var role = WordValue.Read(context, fields["role"], ManifestWords.ExtensionPointRoles);
        var summary = TextValue.Read(context, fields["summary"], TextRule.Any);
        return id is null || kind is null || contract is null
            ? null
            : new ProvidedExtensionPoint(id, kind.Value, contract, version, role, summary);
    }

    private static ConsumedExtensionPoint? ReadConsumed(ReadingContext context, JsonValue value)
    {
        if (ObjectFields.Open(context, value, ConsumedFields) is not { } fields)
        {
            return null;
        }

        var id = TextValue.Read(context, fields["id"], Id);
        var kind = WordValue.Read(context, fields["kind"], ManifestWords.ExtensionPointKinds);
        var module = IdValue.Read(context, fields["module"]);
        var range = RangeValue.Read(context, fields["version"]);
        var implementation = TextValue.Read(context, fields["implementation"], CompatibilitySection.Type);
        var optional = WordValue.ReadFlag(context, fields["optional"]);
        return id is null || kind is null ? null : new ConsumedExtensionPoint(id, kind.Value, module, range, implementation, optional);
    }
}

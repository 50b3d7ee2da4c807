using System.Collections.Immutable;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads what the module needs and what it cannot live with.</summary>
internal static class DependenciesSection
{
    private static readonly FieldNames Fields = FieldNames.Optional("kind", "scopes", "reason")
        .Requiring("version", "Add \"version\": a NuGet version range such as \"[2.1,3.0)\".");

    public static readonly ListRule<string> LoadAfter = new((context, value) => IdValue.Read(context, value))
    {
        Key = id => id,
        KeyComparer = StringComparer.OrdinalIgnoreCase,
    };

    private static readonly ListRule<string> Scopes =
        new((context, value) => TextValue.Read(context, value, CompatibilitySection.Scope)) { Key = scope => scope };

    /// <summary>Dependencies.</summary>
    public static ImmutableArray<ModuleDependency> ReadDependencies(ReadingContext context, JsonValue? value) =>
        MapValue.ReadById(context, value, ReadDependency);

    /// <summary>Conflicts.</summary>
    public static ImmutableArray<ModuleConflict> ReadConflicts(ReadingContext context, JsonValue? value) => MapValue.ReadById(
        context, value, (context, id, value) => RangeValue.Read(context, value) is { } range ? new ModuleConflict(id, range) : null);

    private static ModuleDependency? ReadDependency(ReadingContext context, string id, JsonValue value)
    {
        if (value is not JsonObject)
        {
            return RangeValue.ReadOrObject(context, value) is { } plain
                ? new ModuleDependency(id, plain, DependencyKind.Required, [], null)
                : null;
        }

        var fields = ObjectFields.Open(context, value, Fields)!;
        var range = RangeValue.Read(context, fields["version"]);
        var kind = WordValue.Read(context, fields["kind"], ManifestWords.DependencyKinds);
        if (kind == DependencyKind.Required)
        {
            context.ReportDefault(fields["kind"]!);
        }

        var scopes = ListValue.Read(context, fields["scopes"], Scopes);
        var reason = TextValue.Read(context, fields["reason"], TextRule.Any);
        return range is null ? null : new ModuleDependency(id, range, kind ?? DependencyKind.Required, scopes, reason);
    }
}

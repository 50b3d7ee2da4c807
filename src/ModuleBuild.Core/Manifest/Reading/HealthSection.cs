using System.Collections.Immutable;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads the health checks that the module registers.</summary>
internal static class HealthSection
{
    private static readonly FieldNames Fields = FieldNames.Optional("checks");

    private static readonly FieldNames CheckFields = FieldNames.Optional("tags", "timeout", "failureStatus")
        .Requiring("name", "Add \"name\": the name given to AddCheck.");

    private static readonly TextRule CheckName = new("lower-case letters, digits, '.', '_' and '-', such as \"orders-api\"")
    {
        Matches = TextForms.IsHealthCheck,
        Mend = text => text.Trim().ToLowerInvariant(),
    };

    private static readonly ListRule<string> Tags = new((context, value) => WordValue.Read(context, value, ManifestLists.HealthTags))
    {
        Key = tag => tag,
    };

    private static readonly ListRule<HealthCheck> Checks = new(ReadCheck) { Key = check => check.Name };

    /// <summary>The health checks.</summary>
    public static ImmutableArray<HealthCheck> Read(ReadingContext context, JsonValue? value)
    {
        if (ObjectFields.Open(context, value, Fields) is not { } fields)
        {
            return [];
        }

        MapValue.ReportEmpty(context, fields.Object);
        return ListValue.Read(context, fields["checks"], Checks);
    }

    private static HealthCheck? ReadCheck(ReadingContext context, JsonValue value)
    {
        if (ObjectFields.Open(context, value, CheckFields) is not { } fields)
        {
            return null;
        }

        var name = TextValue.Read(context, fields["name"], CheckName);
        var tags = ListValue.Read(context, fields["tags"], Tags);
        var timeout = DurationValue.Read(context, fields["timeout"]);
        var failureStatus = WordValue.Read(context, fields["failureStatus"], ManifestWords.FailureStatuses);
        if (failureStatus == ManifestWords.FailureStatuses[^1])
        {
            context.ReportDefault(fields["failureStatus"]!);
        }

        return name is null ? null : new HealthCheck(name, tags, timeout, failureStatus);
    }
}

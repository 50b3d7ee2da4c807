using System.Collections.Immutable;
using ModuleBuild.Core.Manifest.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads how the module is run: settings, health, budgets, limits, isolation, and its end.</summary>
internal static class OperationSection
{
    public static readonly FieldNames ConfigurationFields = FieldNames.Optional("optionsType")
        .Requiring("section", "Add \"section\": the configuration path, for example \"Acme:Orders\".")
        .Requiring("schema", "Add \"schema\": the path of a JSON Schema, or the schema itself.");

    public static readonly FieldNames HealthFields = FieldNames.Optional("checks");

    public static readonly FieldNames HealthCheckFields = FieldNames.Optional("tags", "timeout", "failureStatus")
        .Requiring("name", "Add \"name\": the name given to AddCheck.");

    public static readonly FieldNames LifecycleFields = FieldNames.Optional("startTimeout", "stopTimeout", "unloadable");

    public static readonly FieldNames LimitsFields = FieldNames.Optional("memory", "cpu", "storage", "packageSize");

    public static readonly FieldNames SandboxFields = FieldNames.Optional("isolation");

    public static readonly FieldNames DeprecationFields = FieldNames.Optional("replacement", "since")
        .Requiring("message", "Add \"message\": why, and what to do.");

    private static readonly TextRule Section = new("a configuration path such as \"Acme:Orders\"") { Matches = TextForms.IsSection };

    private static readonly TextRule CheckName = new("lower-case letters, digits, '.', '_' and '-', such as \"orders-api\"")
    {
        Matches = TextForms.IsHealthCheck,
        Mend = text => text.Trim().ToLowerInvariant(),
    };

    private static readonly ListRule<string> Tags = new((context, value) => WordValue.Read(context, value, ManifestLists.HealthTags)) { Key = tag => tag };

    private static readonly ListRule<HealthCheck> Checks = new(ReadCheck) { Key = check => check.Name };

    /// <summary>The settings.</summary>
    public static ModuleConfiguration? ReadConfiguration(ReadingContext context, JsonValue? value)
    {
        if (ObjectFields.Open(context, value, ConfigurationFields) is not { } fields)
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

    /// <summary>The health checks.</summary>
    public static ImmutableArray<HealthCheck> ReadHealth(ReadingContext context, JsonValue? value)
    {
        if (ObjectFields.Open(context, value, HealthFields) is not { } fields)
        {
            return [];
        }

        MapValue.ReportEmpty(context, fields.Object);
        return ListValue.Read(context, fields["checks"], Checks);
    }

    /// <summary>Start and stop budgets.</summary>
    public static Lifecycle? ReadLifecycle(ReadingContext context, JsonValue? value)
    {
        if (ObjectFields.Open(context, value, LifecycleFields) is not { } fields)
        {
            return null;
        }

        MapValue.ReportEmpty(context, fields.Object);
        return new Lifecycle(
            DurationValue.Read(context, fields["startTimeout"]),
            DurationValue.Read(context, fields["stopTimeout"]),
            WordValue.ReadFlag(context, fields["unloadable"]));
    }

    /// <summary>Resource limits.</summary>
    public static ResourceLimits? ReadLimits(ReadingContext context, JsonValue? value)
    {
        if (ObjectFields.Open(context, value, LimitsFields) is not { } fields)
        {
            return null;
        }

        MapValue.ReportEmpty(context, fields.Object);
        return new ResourceLimits(
            QuantityValue.ReadBytes(context, fields["memory"]),
            QuantityValue.ReadCpu(context, fields["cpu"]),
            QuantityValue.ReadBytes(context, fields["storage"]),
            QuantityValue.ReadBytes(context, fields["packageSize"]));
    }

    /// <summary>The least isolation.</summary>
    public static Isolation? ReadSandbox(ReadingContext context, JsonValue? value)
    {
        if (ObjectFields.Open(context, value, SandboxFields) is not { } fields)
        {
            return null;
        }

        MapValue.ReportEmpty(context, fields.Object);
        var isolation = WordValue.Read(context, fields["isolation"], ManifestWords.Isolations);
        if (isolation == Isolation.Assembly)
        {
            context.ReportDefault(fields["isolation"]!);
        }

        return isolation;
    }

    /// <summary>The end of the module.</summary>
    public static Deprecation? ReadDeprecation(ReadingContext context, JsonValue? value)
    {
        if (ObjectFields.Open(context, value, DeprecationFields) is not { } fields)
        {
            return null;
        }

        var message = TextValue.Read(context, fields["message"], TextRule.Any);
        var replacement = IdValue.Read(context, fields["replacement"]);
        var since = VersionValue.Read(context, fields["since"])?.ToFullString();
        return message is null ? null : new Deprecation(message, replacement, since);
    }

    private static HealthCheck? ReadCheck(ReadingContext context, JsonValue value)
    {
        if (ObjectFields.Open(context, value, HealthCheckFields) is not { } fields)
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

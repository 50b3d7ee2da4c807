using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads how the module is run: budgets, limits, isolation, and its end.</summary>
internal static class OperationSection
{
    private static readonly FieldNames LifecycleFields = FieldNames.Optional("startTimeout", "stopTimeout", "unloadable");

    private static readonly FieldNames LimitsFields = FieldNames.Optional("memory", "cpu", "storage", "packageSize");

    private static readonly FieldNames SandboxFields = FieldNames.Optional("isolation");

    private static readonly FieldNames DeprecationFields = FieldNames.Optional("replacement", "since")
        .Requiring("message", "Add \"message\": why, and what to do.");

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
}

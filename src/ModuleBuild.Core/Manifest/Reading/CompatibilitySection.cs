using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads where the module runs: hosts, platforms, entry points.</summary>
internal static class CompatibilitySection
{
    private static readonly FieldNames HostFields = FieldNames.Optional("tested")
        .Requiring("version", "Add \"version\": a NuGet version range such as \"[8.3,9.0)\".");

    private static readonly FieldNames EntryPointFields = FieldNames.Optional()
        .Requiring("scope", "Add \"scope\": where it is loaded, for example \"server\".")
        .Requiring("type", "Add \"type\": the full name of a public class with Configure(IHostApplicationBuilder).");

    private static readonly TextRule Platform = new("a runtime identifier such as \"linux-x64\"")
    {
        Matches = TextForms.IsPlatform,
        Mend = text => text.Trim().ToLowerInvariant(),
    };

    public static readonly ListRule<string> Platforms = new((context, value) => TextValue.Read(context, value, Platform))
    {
        Key = platform => platform,
    };

    public static readonly TextRule Scope = new("a word of lower-case letters, digits and '-', such as \"server\"")
    {
        Matches = TextForms.IsScope,
        Mend = text => text.Trim().ToLowerInvariant(),
    };

    public static readonly TextRule Type = new("the full name of a type such as \"Acme.Orders.OrdersModule\"")
    {
        Matches = TextForms.IsType,
    };

    private static readonly ListRule<string> Tested = new(VersionValue.ReadOfHost) { Key = version => version };

    private static readonly ListRule<Placed> EntryPoints = new(ReadEntryPoint) { NeedsOne = true };

    /// <summary>Hosts with their ranges.</summary>
    public static ImmutableArray<HostRequirement> ReadHosts(ReadingContext context, JsonValue? value) =>
        MapValue.ReadById(context, value, ReadHost, needsOne: true);

    /// <summary>Entry points, one a scope (MB1003).</summary>
    public static ImmutableArray<EntryPoint> ReadEntryPoints(ReadingContext context, JsonValue? value)
    {
        var firsts = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        var entryPoints = ImmutableArray.CreateBuilder<EntryPoint>();
        foreach (var (entryPoint, scope) in ListValue.Read(context, value, EntryPoints))
        {
            if (firsts.TryAdd(entryPoint.Scope, scope))
            {
                entryPoints.Add(entryPoint);
            }
            else
            {
                var (line, _) = context.At(firsts[entryPoint.Scope].Start);
                context.Report(DiagnosticCatalog.ScopeTwice, scope, null, entryPoint.Scope, line);
            }
        }

        return entryPoints.ToImmutable();
    }

    private static HostRequirement? ReadHost(ReadingContext context, string id, JsonValue value)
    {
        if (value is not JsonObject)
        {
            return RangeValue.ReadOrObject(context, value) is { } plain ? new HostRequirement(id, plain, []) : null;
        }

        var fields = ObjectFields.Open(context, value, HostFields)!;
        var range = RangeValue.Read(context, fields["version"]);
        var tested = ListValue.Read(context, fields["tested"], Tested);
        return range is null ? null : new HostRequirement(id, range, tested);
    }

    private static Placed? ReadEntryPoint(ReadingContext context, JsonValue value)
    {
        if (ObjectFields.Open(context, value, EntryPointFields) is not { } fields)
        {
            return null;
        }

        var scope = TextValue.Read(context, fields["scope"], Scope);
        var type = TextValue.Read(context, fields["type"], Type);
        return scope is null || type is null ? null : new Placed(new EntryPoint(scope, type), fields["scope"]!);
    }

    private sealed record Placed(EntryPoint EntryPoint, JsonValue Scope);
}

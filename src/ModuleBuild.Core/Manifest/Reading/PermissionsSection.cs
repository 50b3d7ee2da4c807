using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Manifest.Permissions;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads permissions: MB0023, and MB0027 where one is asked for twice, in either list.</summary>
internal static class PermissionsSection
{
    private static readonly FieldNames Fields = FieldNames.Optional("required", "optional");

    private static readonly FieldNames PermissionFields = FieldNames.Optional()
        .Requiring("permission", "Add \"permission\": resource:action or resource:action:target.")
        .Requiring("reason", "Add \"reason\": why the module needs it, 10 to 200 characters; or write the permission as a string.");

    private static readonly TextRule Reason = new("10 to 200 characters for the person who approves the module") { Min = 10, Max = 200 };

    private static readonly ListRule<Placed> Permissions = new(ReadPermission) { HoldsStrings = true };

    /// <summary>Both lists.</summary>
    public static PermissionSet Read(ReadingContext context, JsonValue? value)
    {
        if (ObjectFields.Open(context, value, Fields) is not { } fields)
        {
            return PermissionSet.None;
        }

        MapValue.ReportEmpty(context, fields.Object);
        var firsts = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        return new PermissionSet(ReadList(context, fields["required"], firsts), ReadList(context, fields["optional"], firsts));
    }

    private static ImmutableArray<Permission> ReadList(ReadingContext context, JsonValue? value, Dictionary<string, JsonValue> firsts)
    {
        var permissions = ImmutableArray.CreateBuilder<Permission>();
        foreach (var (permission, item) in ListValue.Read(context, value, Permissions))
        {
            var key = permission.ToString();
            if (firsts.TryAdd(key, item))
            {
                permissions.Add(permission);
            }
            else
            {
                ListValue.ReportTwice(context, item.Entry!, firsts[key], key);
            }
        }

        return permissions.ToImmutable();
    }

    private static Placed? ReadPermission(ReadingContext context, JsonValue value)
    {
        if (value is not JsonObject)
        {
            return ReadText(context, value) is { } plain ? new Placed(plain, value) : null;
        }

        var fields = ObjectFields.Open(context, value, PermissionFields)!;
        var permission = ReadText(context, fields["permission"]);
        var reason = TextValue.Read(context, fields["reason"], Reason);
        return permission is null ? null : new Placed(permission with { Reason = reason }, value);
    }

    private static Permission? ReadText(ReadingContext context, JsonValue? value)
    {
        if (TextValue.ReadAny(context, value) is not { } text)
        {
            return null;
        }

        var parse = PermissionParser.Parse(text);
        if (parse.Permission is null)
        {
            context.Report(
                DiagnosticCatalog.PermissionMalformed,
                value!,
                ReadingContext.Rewriting(value!, parse.Meant is null ? null : JsonEdits.Quote(parse.Meant)),
                Quotation.Shorten(text),
                parse.Problem,
                parse.Meant ?? "network:access:api.example.com");
        }

        return parse.Permission;
    }

    private sealed record Placed(Permission Permission, JsonValue Item);
}

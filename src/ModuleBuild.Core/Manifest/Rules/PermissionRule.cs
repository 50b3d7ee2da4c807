using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Manifest.Permissions;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>MB2003, MB2004: a permission is one that somebody knows, and does not cover everything of its sort.</summary>
internal static class PermissionRule
{
    private static readonly string[] Known =
        [.. CapabilityKind.All.SelectMany(kind => kind.Permissions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static void Check(RuleContext context)
    {
        foreach (var (pointer, permission) in WrittenPermission.Of(context.Document))
        {
            var text = permission.ToString();
            if (!PermissionCover.IsProvable(text) && !PermissionCover.IsAsserted(text))
            {
                ReportUnknown(context, pointer, permission);
            }
            else if (IsWildcard(permission.Target) && EveryOf(permission) is { } things)
            {
                context.Report(DiagnosticCatalog.PermissionWildcard, pointer, fix: null, Quotation.Shorten(text), things);
            }
        }
    }

    private static void ReportUnknown(RuleContext context, string pointer, Permission permission)
    {
        var action = $"{permission.Resource}:{permission.Action}";

        // A slip is seldom in the first letter, and 'tide:read' is not 'file:read': a permission is given by no guess.
        var candidates = Known.Where(known => known[0] == action[0]).ToList();
        var nearest = Spelling.Nearest(action, candidates);
        var meant = nearest is null || permission.Target is null ? nearest : $"{nearest}:{permission.Target}";
        var fix = nearest is not null && Spelling.IsSure(action, nearest, candidates) ? context.Document.Replacement(pointer, meant!) : null;
        context.Report(
            DiagnosticCatalog.PermissionUnknown, pointer, fix, Quotation.Shorten(permission.ToString()),
            meant is null ? AdviceFor(permission.Resource) : $"Did you mean '{Quotation.Shorten(meant)}'?");
    }

    private static string AdviceFor(string resource)
    {
        var actions = Known.Where(known => known.StartsWith(resource + ":", StringComparison.Ordinal)).ToList();
        return actions.Count == 0
            ? $"Permissions of a host's own start with 'x-', for example 'x-{Quotation.Shorten(resource)}:…'."
            : $"Known are '{string.Join("', '", actions)}'.";
    }

    // Only what is worth a name: variables, tables and native libraries are few, and a look-up of names does no harm.
    private static string? EveryOf(Permission permission) => (permission.Resource, permission.Action) switch
    {
        ("network", "access" or "connect") => "host",
        ("file", "read" or "write") => "file",
        ("process", "start" or "execute") => "program",
        _ => null,
    };

    private static bool IsWildcard(string? target) =>
        target is null or "*" or "**" or "/" or "\\" or "/*" or "/**" || target.StartsWith("*:", StringComparison.Ordinal);
}

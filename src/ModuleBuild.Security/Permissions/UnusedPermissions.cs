using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Permissions;

namespace ModuleBuild.Security.Permissions;

/// <summary>
/// MB2002: a permission that nothing uses, neither the module nor what runs with it. Only the report of the whole closure can tell;
/// the analyzer sees the module's own source.
/// </summary>
public static class UnusedPermissions
{
    /// <summary>The permissions that nothing uses.</summary>
    /// <param name="document">The manifest.</param>
    /// <param name="report">What module and closure can do.</param>
    /// <returns>
    /// One finding a permission, in the order of the manifest. None where an assembly of the closure could not be read: what it
    /// does is not known, so nothing is known to be unused. A permission that is only too narrow for what is done is not unused.
    /// </returns>
    public static ImmutableArray<Finding> Find(ManifestDocument document, CapabilityReport report)
    {
        if (!report.Unknown.IsEmpty)
        {
            return [];
        }

        var written = WrittenPermission.Of(document).ToList();
        var all = written.ConvertAll(permission => permission.Permission.ToString());
        var capabilities = report.Capabilities.Select(reached => reached.Capability).Distinct().ToList();
        return
        [
            .. from permission in written
               let text = permission.Permission.ToString()
               where PermissionCover.IsProvable(text) && !IsUsed(text, capabilities, all)
               select Finding.Create(DiagnosticCatalog.PermissionUnused, document.LocateValue(permission.Subject), text) with
               {
                   Subject = permission.Subject,
                   Fix = document.Deletion(ItemOf(permission.Subject)),
               },
        ];
    }

    // Of two permissions for one host each, the one whose host nothing asks for is unused; where no permission allows what is done, one of them was meant to.
    private static bool IsUsed(string permission, List<Capability> capabilities, List<string> all) =>
        capabilities.Exists(capability => PermissionCover.Covers(permission, capability)
            || (PermissionCover.IsAbout(permission, capability) && !all.Exists(other => PermissionCover.Covers(other, capability))));

    private static string ItemOf(string pointer) =>
        pointer.EndsWith("/permission", StringComparison.Ordinal) ? pointer[..^"/permission".Length] : pointer;
}

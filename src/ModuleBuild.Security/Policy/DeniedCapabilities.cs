using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Security.Policy;

/// <summary>MB2018: what a module reaches although the policy gives it to nobody.</summary>
public static class DeniedCapabilities
{
    /// <summary>The capabilities that are denied.</summary>
    /// <param name="report">What module and closure can do.</param>
    /// <param name="deny">What the policy denies, written like permissions.</param>
    /// <param name="permissions">The permissions of the manifest, well-formed.</param>
    /// <param name="location">Where permissions are declared.</param>
    public static ImmutableArray<Finding> Find(
        CapabilityReport report, ImmutableArray<string> deny, IReadOnlyCollection<string> permissions, SourceLocation location) =>
    [
        .. from reached in report.Capabilities
           let entry = deny.FirstOrDefault(entry => Denies(entry, reached.Capability, permissions))
           where entry is not null
           select Finding.Create(
               DiagnosticCatalog.CapabilityDenied, location, reached.Capability, reached.Package, entry, CallPathText.Lines(reached.Path)) with
           {
               Subject = $"{reached.Package} {reached.Capability}",
               Path = reached.Path,
           },
    ];

    // Where the code does not say the target, the permissions that cover it promise one: without a promise it may be what is denied.
    private static bool Denies(string entry, Capability capability, IReadOnlyCollection<string> permissions)
    {
        if (!PermissionCover.Covers(entry, capability))
        {
            return false;
        }

        if (capability.Target is not null)
        {
            return true;
        }

        var promised = permissions.Where(permission => PermissionCover.Covers(permission, capability)).ToList();
        return promised.Count == 0 || promised.Exists(permission =>
            TargetOf(permission) is not { } target || PermissionCover.Covers(entry, capability with { Target = target }));
    }

    private static string? TargetOf(string permission) =>
        permission.Split(':', 3) is [_, _, var target] && target != Capability.AnyTarget ? target : null;
}

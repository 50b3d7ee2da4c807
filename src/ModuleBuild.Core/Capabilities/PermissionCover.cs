namespace ModuleBuild.Core.Capabilities;

/// <summary>
/// Whether a permission allows a capability. Shared with the analyzer as source, so it knows permissions as text only:
/// <c>resource:action[:target]</c>.
/// </summary>
public static class PermissionCover
{
    // Their meaning is the host's: nothing in code proves or refutes them.
    private static readonly string[] Asserted = ["workflow", "event", "module"];

    /// <summary>Whether analysis can say anything about a permission. What it cannot prove is never "declared but unused".</summary>
    /// <param name="permission">The permission.</param>
    public static bool IsProvable(string permission)
    {
        var action = ActionOf(permission);
        return CapabilityKind.All.Any(kind => kind.Permissions.Contains(action, StringComparer.Ordinal));
    }

    /// <summary>Whether a permission is one that hosts define: <c>x-…</c>, workflows, events, other modules.</summary>
    /// <param name="permission">The permission.</param>
    public static bool IsAsserted(string permission)
    {
        var resource = permission.Split(':')[0];
        return resource.StartsWith("x-", StringComparison.Ordinal) || Asserted.Contains(resource, StringComparer.Ordinal);
    }

    /// <summary>Whether a permission allows a capability. Where the code does not say the target, the permission's own is what is promised, and allows it.</summary>
    /// <param name="permission">The permission, well-formed.</param>
    /// <param name="capability">The capability.</param>
    public static bool Covers(string permission, Capability capability) =>
        CapabilityKind.Find(capability.Kind) is { } kind
        && kind.Permissions.Contains(ActionOf(permission), StringComparer.Ordinal)
        && TargetMatch.Admits(kind, TargetOf(permission), capability.Target, ActionOf(permission));

    /// <summary>Whether a permission is about a capability's kind, whatever the target: one that covers no capability, yet some of its kind, is too narrow, not unused.</summary>
    /// <param name="permission">The permission, well-formed.</param>
    /// <param name="capability">The capability.</param>
    public static bool IsAbout(string permission, Capability capability) =>
        CapabilityKind.Find(capability.Kind)?.Permissions.Contains(ActionOf(permission), StringComparer.Ordinal) == true;

    /// <summary>The permission to add for a capability, as narrow as what is known of its target.</summary>
    /// <param name="capability">The capability, of a known kind.</param>
    public static string Suggest(Capability capability)
    {
        var kind = CapabilityKind.Find(capability.Kind) ?? throw new ArgumentException("Unknown kind " + capability.Kind, nameof(capability));
        return kind.Target == TargetForm.None ? kind.Permissions[0] : kind.Permissions[0] + ":" + (capability.Target ?? Capability.AnyTarget);
    }

    private static string ActionOf(string permission)
    {
        var parts = permission.Split([':'], 3);
        return parts.Length < 2 ? permission : parts[0] + ":" + parts[1];
    }

    private static string? TargetOf(string permission)
    {
        var parts = permission.Split([':'], 3);
        return parts.Length < 3 || parts[2] == Capability.AnyTarget ? null : parts[2];
    }
}

using System.Collections.Immutable;

namespace ModuleBuild.Core.Manifest;

/// <summary>A capability that the module asks for: <c>resource:action[:target]</c>.</summary>
/// <param name="Resource">For example <c>network</c>.</param>
/// <param name="Action">For example <c>access</c>.</param>
/// <param name="Target">For example <c>api.example.com</c>; null where it is absent, which means all.</param>
/// <param name="Reason">Why, for the person who approves the module; or null.</param>
public sealed record Permission(string Resource, string Action, string? Target, string? Reason = null)
{
    /// <summary>The permission as text, without the reason.</summary>
    public override string ToString() => Target is null ? $"{Resource}:{Action}" : $"{Resource}:{Action}:{Target}";
}

/// <summary>All permissions of a module, each list in the order of the file.</summary>
/// <param name="Required">The module does not work without these.</param>
/// <param name="Optional">The module works without these, with less to offer.</param>
public sealed record PermissionSet(ImmutableArray<Permission> Required, ImmutableArray<Permission> Optional)
{
    /// <summary>No permission at all.</summary>
    public static PermissionSet None { get; } = new([], []);
}

namespace ModuleBuild.Core.Manifest;

/// <summary>What parsing a permission gave.</summary>
/// <param name="Permission">The permission without a reason, or null where the text is none.</param>
/// <param name="Problem">What is wrong, as the end of a sentence; null where all is well.</param>
/// <param name="Meant">The permission that was surely meant, or null.</param>
public sealed record PermissionParse(Permission? Permission, string? Problem, string? Meant);

/// <summary>The grammar of permissions: <c>resource:action[:target]</c>.</summary>
public static class PermissionParser
{
    /// <summary>Parses a permission. Never throws for what the text is.</summary>
    /// <param name="text">What was written.</param>
    public static PermissionParse Parse(string text)
    {
        var parts = text.Split(':', 3);
        return parts.Length < 2 || parts.Any(part => part.Length == 0)
            ? new PermissionParse(null, "a part is missing", null)
            : new PermissionParse(new Permission(parts[0], parts[1], parts.Length == 3 ? parts[2] : null), null, null);
    }
}

namespace ModuleBuild.Core.Manifest.Permissions;

/// <summary>A well-formed permission, and where it stands.</summary>
/// <param name="Subject">JSON Pointer (RFC 6901) of its text.</param>
/// <param name="Permission">The permission, without its reason.</param>
public sealed record WrittenPermission(string Subject, Permission Permission)
{
    /// <summary>The permissions of a manifest that can be understood, those that are required first, in the order of the file.</summary>
    /// <param name="document">The manifest.</param>
    public static IEnumerable<WrittenPermission> Of(ManifestDocument document)
    {
        foreach (var list in new[] { "required", "optional" })
        {
            for (var index = 0; ; index++)
            {
                var pointer = FormattableString.Invariant($"/permissions/{list}/{index}");
                if (!document.Holds(pointer))
                {
                    break;
                }

                pointer = document.TextOf(pointer) is null ? pointer + "/permission" : pointer;
                if (document.TextOf(pointer) is { } text && PermissionParser.Parse(text).Permission is { } permission)
                {
                    yield return new WrittenPermission(pointer, permission);
                }
            }
        }
    }
}

using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Docs.Markdown;

namespace ModuleBuild.Packaging.Docs.Sections;

/// <summary>What the module may do and why, for the person who approves it.</summary>
internal static class PermissionsSection
{
    /// <summary>Writes the section, and says so where the module asks for nothing.</summary>
    /// <param name="document">The page or README section.</param>
    /// <param name="manifest">The manifest.</param>
    public static void Write(MarkdownDocument document, ModuleManifest manifest)
    {
        document.Heading(2, "Permissions");
        var (required, optional) = manifest.Permissions;
        if (required.IsEmpty && optional.IsEmpty)
        {
            document.Paragraph("The module asks for none.");
            return;
        }

        document.Table(
            ["Permission", "Needed", "Reason"],
            [.. required.Select(permission => Row(permission, "required")), .. optional.Select(permission => Row(permission, "optional"))]);
    }

    private static ImmutableArray<string> Row(Permission permission, string needed) =>
        [MarkdownText.Code(permission.ToString()), needed, MarkdownText.Inline(permission.Reason)];
}

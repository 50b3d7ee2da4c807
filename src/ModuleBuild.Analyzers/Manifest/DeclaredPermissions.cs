using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Analyzers.Manifest;

/// <summary>The permissions of a manifest: those that it needs, and those that it can do without.</summary>
/// <param name="File">Path of the manifest.</param>
/// <param name="All">The permissions as text, in the order of the file.</param>
internal sealed record DeclaredPermissions(string File, ImmutableArray<string> All)
{
    /// <summary>Reads the permissions of a manifest.</summary>
    /// <param name="file">Path of the manifest.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The permissions; null where the text is no JSON object, which the stage validate reports.</returns>
    public static DeclaredPermissions? Read(string file, string text)
    {
        if (JsonText.Read(text) is not { Kind: JsonKind.Fields } root)
        {
            return null;
        }

        var permissions = root.Find("permissions");
        return new DeclaredPermissions(file, [.. Texts(permissions?.Find("required")), .. Texts(permissions?.Find("optional"))]);
    }

    /// <summary>Whether one of the permissions allows a capability.</summary>
    /// <param name="capability">The capability.</param>
    public bool Allow(Capability capability) => All.Any(permission => PermissionCover.Covers(permission, capability));

    private static IEnumerable<string> Texts(JsonNode? list) =>
        from entry in list?.Entries ?? []
        let text = entry.Value.Kind == JsonKind.Fields ? entry.Value.Find("permission")?.Text : entry.Value.Text
        where text is not null
        select text;
}

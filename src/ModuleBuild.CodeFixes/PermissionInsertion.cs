using ModuleBuild.Analyzers.Manifest;

namespace ModuleBuild.CodeFixes;

/// <summary>Adds a permission to the text of a manifest and leaves all else as it is: blanks are taken from what stands beside it.</summary>
internal static class PermissionInsertion
{
    private const string List = "required";
    private const string Section = "permissions";

    /// <summary>The text with the permission among those that are required.</summary>
    /// <param name="text">The manifest.</param>
    /// <param name="permission">The permission.</param>
    /// <returns>The text; the same where the manifest has the permission; null where it is no JSON object, or has something else in that place.</returns>
    public static string? Add(string text, string permission)
    {
        if (JsonText.Read(text) is not { Kind: JsonKind.Fields } root || DeclaredPermissions.Read(string.Empty, text) is not { } declared)
        {
            return null;
        }

        if (declared.All.Contains(permission, StringComparer.Ordinal))
        {
            return text;
        }

        var item = Quote(permission);
        return root.Find(Section) switch
        {
            null => AddSection(text, root, item),
            { Kind: JsonKind.Fields } section => section.Find(List) switch
            {
                null => AddField(text, section, item),
                { Kind: JsonKind.List } list => AddItem(text, list, item),
                _ => null,
            },
            _ => null,
        };
    }

    private static string AddItem(string text, JsonNode list, string item)
    {
        if (list.Entries.IsEmpty)
        {
            return Replace(text, list, "[ " + item + " ]");
        }

        var last = list.Entries[list.Entries.Length - 1];
        return text.Insert(last.Value.End, "," + BlanksBefore(text, last.Start) + item);
    }

    private static string AddField(string text, JsonNode section, string item)
    {
        var field = "\"" + List + "\": [ " + item + " ]";
        if (section.Entries.IsEmpty)
        {
            return Replace(text, section, "{ " + field + " }");
        }

        var last = section.Entries[section.Entries.Length - 1];
        return text.Insert(last.Value.End, "," + BlanksBefore(text, last.Start) + field);
    }

    private static string AddSection(string text, JsonNode root, string item)
    {
        if (root.Entries.IsEmpty)
        {
            return Replace(text, root, "{ \"" + Section + "\": { \"" + List + "\": [ " + item + " ] } }");
        }

        var last = root.Entries[root.Entries.Length - 1];
        var line = BlanksBefore(text, last.Start);
        var indent = line.Substring(line.LastIndexOf('\n') + 1);
        var section = indent.Length == line.Length
            ? "{ \"" + List + "\": [ " + item + " ] }"
            : "{" + line + indent + "\"" + List + "\": [" + line + indent + indent + item + line + indent + "]" + line + "}";
        return text.Insert(last.Value.End, "," + line + "\"" + Section + "\": " + section);
    }

    private static string Replace(string text, JsonNode node, string with) => text.Substring(0, node.Start) + with + text.Substring(node.End);

    // Back to the line feed alone, so that blank lines between entries stay single.
    private static string BlanksBefore(string text, int start)
    {
        var from = start;
        while (from > 0 && text[from - 1] is ' ' or '\t')
        {
            from--;
        }

        if (from > 0 && text[from - 1] == '\n')
        {
            from -= from > 1 && text[from - 2] == '\r' ? 2 : 1;
        }

        return text.Substring(from, start - from) is { Length: > 0 } blanks ? blanks : " ";
    }

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}

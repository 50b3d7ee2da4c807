using System.Globalization;

namespace ModuleBuild.Security.Checks.Configuration.Settings;

/// <summary>
/// Settings of a YAML text as configurations write it: names and lists by indentation, lists of words in brackets. Anchors, tags and
/// texts of several lines are passed over: they say less than they hide, and no parser of them is worth its own holes here.
/// </summary>
internal static class YamlSettings
{
    /// <summary>Reads a text.</summary>
    public static Setting Read(string text)
    {
        var root = new Setting(null, string.Empty, 1, 1);
        var open = new List<(int Indent, Setting Setting)> { (-1, root) };
        var (number, block) = (0, int.MaxValue);
        foreach (var whole in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = WithoutComment(whole);
            var indent = line.Length - line.TrimStart(' ').Length;
            if (line.Trim().IsEmpty || indent > block)
            {
                continue;
            }

            block = Read(line, number, indent, open) ? indent : int.MaxValue;
        }

        return root;
    }

    // Whether the lines that are further in are the text of its value.
    private static bool Read(ReadOnlySpan<char> line, int number, int indent, List<(int Indent, Setting Setting)> open)
    {
        var rest = line[indent..].TrimEnd();
        while (rest.StartsWith("- ", StringComparison.Ordinal))
        {
            // A list may stand as far in as the name that it belongs to: its items count as half a step further in.
            Close(open, (2 * indent) + 1);
            var list = open[^1].Setting;
            Open(open, (2 * indent) + 1, list.Add(list.Children.Count.ToString(CultureInfo.InvariantCulture), number, indent + 1));
            var inner = rest[2..].TrimStart();
            indent += rest.Length - inner.Length;
            rest = inner;
        }

        if (SignOf(rest) is not (> 0 and var sign))
        {
            if (open[^1].Indent < 2 * indent && open[^1].Setting.Depth > 0)
            {
                open[^1].Setting.Value = LineSettings.Unquote(rest);
            }

            return false;
        }

        Close(open, 2 * indent);
        var setting = open[^1].Setting.Add(LineSettings.Unquote(rest[..sign].TrimEnd()), number, indent + 1);
        Open(open, 2 * indent, setting);
        var value = rest[(sign + 1)..].Trim();
        if (value.IsEmpty || value[0] is '|' or '>')
        {
            return !value.IsEmpty;
        }

        Fill(setting, value);
        return false;
    }

    private static void Fill(Setting setting, ReadOnlySpan<char> value)
    {
        if (value is not ['[', .., ']'])
        {
            setting.Value = LineSettings.Unquote(value);
            return;
        }

        foreach (var item in value[1..^1].ToString().Split(','))
        {
            setting.Add(setting.Children.Count.ToString(CultureInfo.InvariantCulture), setting.Line, setting.Column, LineSettings.Unquote(item.AsSpan().Trim()));
        }
    }

    private static void Open(List<(int Indent, Setting Setting)> open, int indent, Setting setting)
    {
        if (setting.Depth < Setting.Deepest)
        {
            open.Add((indent, setting));
        }
    }

    private static void Close(List<(int Indent, Setting Setting)> open, int indent)
    {
        while (open.Count > 1 && open[^1].Indent >= indent)
        {
            open.RemoveAt(open.Count - 1);
        }
    }

    // "key: value" or "key:" at the end; "http://host" is no key.
    private static int SignOf(ReadOnlySpan<char> line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == ':' && (at + 1 == line.Length || line[at + 1] == ' '))
            {
                return at;
            }
        }

        return -1;
    }

    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> line)
    {
        var at = line.TrimStart().StartsWith('#') ? line.IndexOf('#') : line.IndexOf(" #", StringComparison.Ordinal);
        return at < 0 ? line : line[..at];
    }
}

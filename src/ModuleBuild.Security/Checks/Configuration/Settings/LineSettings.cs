namespace ModuleBuild.Security.Checks.Configuration.Settings;

/// <summary>Settings of files with one of them a line: environment files and INI files.</summary>
internal static class LineSettings
{
    /// <summary>Reads a text. Lines without <c>=</c> are passed over.</summary>
    public static Setting Read(string text)
    {
        var root = new Setting(null, string.Empty, 1, 1);
        var section = root;
        var number = 0;
        foreach (var whole in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = whole.Trim();
            if (line.IsEmpty || line[0] is '#' or ';' or '!')
            {
                continue;
            }

            if (line[0] == '[' && line[^1] == ']')
            {
                section = root.Add(line[1..^1].ToString(), number, 1);
                continue;
            }

            line = line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..].TrimStart() : line;
            if (line.IndexOf('=') is > 0 and var sign)
            {
                section.Add(line[..sign].TrimEnd().ToString(), number, whole.IndexOf(line, StringComparison.Ordinal) + 1, Unquote(line[(sign + 1)..].Trim()));
            }
        }

        return root;
    }

    /// <summary>The text between quotes, where there are any.</summary>
    public static string Unquote(ReadOnlySpan<char> text) =>
        text.Length >= 2 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1].ToString() : text.ToString();
}

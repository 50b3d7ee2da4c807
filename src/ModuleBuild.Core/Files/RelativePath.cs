namespace ModuleBuild.Core.Files;

/// <summary>The text of a path that must stay in a folder, judged the same on every system.</summary>
public static class RelativePath
{
    // What Windows takes without being asked, drive and folder included; it also bounds the work that a text can cause.
    private const int Longest = 260;

    // Reserved in every folder of Windows, also with an extension.
    private static readonly string[] DeviceNames = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

    /// <summary>What is wrong with a path, as the end of a sentence (<c>which is absolute</c>), or null.</summary>
    /// <param name="path">The path as written.</param>
    public static string? ProblemOf(string path)
    {
        if (path.Length == 0)
        {
            return "which is empty";
        }

        if (path.Length > Longest)
        {
            return FormattableString.Invariant($"which has more than {Longest} characters");
        }

        // "C:icon.png" is relative to wherever the drive is.
        if (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]))
        {
            return "which names a drive";
        }

        if (path.StartsWith("//", StringComparison.Ordinal) || path.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return "which is a network path";
        }

        if (path[0] is '/' or '\\')
        {
            return "which is absolute";
        }

        if (IsUrl(path))
        {
            return "which is a URL, not a file";
        }

        if (path.Split('/', '\\').Contains(".."))
        {
            return "which leads out of a folder with '..'";
        }

        return path.Contains('\\', StringComparison.Ordinal)
            ? "which has a backslash"
            : path.Split('/').Select(ProblemOfName).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>The same path with <c>/</c> in place of backslashes, where nothing else is wrong with it; or null.</summary>
    /// <param name="path">The path as written.</param>
    public static string? WithSlashes(string path)
    {
        var slashed = path.Replace('\\', '/');
        return slashed != path && ProblemOf(path) == "which has a backslash" && ProblemOf(slashed) is null ? slashed : null;
    }

    // What Windows cannot hold cannot be cloned there.
    private static string? ProblemOfName(string name)
    {
        foreach (var character in name)
        {
            if (char.IsControl(character))
            {
                return FormattableString.Invariant($"which has the control character U+{(int)character:X4}");
            }

            if (character is '<' or '>' or ':' or '"' or '|' or '?' or '*')
            {
                return $"which has '{character}', which no file name has on Windows";
            }
        }

        if (name is "." or "")
        {
            return null;
        }

        if (name[^1] is '.' or ' ')
        {
            return "where a name ends with a dot or a space, which Windows takes off";
        }

        var stem = name.Split('.')[0].TrimEnd(' ');
        return IsDevice(stem) ? $"where '{name}' is a device on Windows" : null;
    }

    private static bool IsDevice(string stem) =>
        DeviceNames.Contains(stem, StringComparer.OrdinalIgnoreCase)
        || (stem.Length == 4 && stem[3] is >= '1' and <= '9' or '¹' or '²' or '³'
            && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase)));

    // RFC 3986: a scheme is a letter, then letters, digits, '+', '-' and '.'.
    private static bool IsUrl(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && char.IsAsciiLetter(path[0])
            && path[..colon].All(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '-' or '.');
    }
}

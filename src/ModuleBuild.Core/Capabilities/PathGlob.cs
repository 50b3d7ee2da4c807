namespace ModuleBuild.Core.Capabilities;

/// <summary>
/// Patterns of paths: <c>*</c> is any part of a name, <c>**</c> any number of folders, <c>?</c> one character, <c>${variable}</c> any
/// beginning. Linear in time for each <c>**</c>: nothing that explodes.
/// </summary>
internal static class PathGlob
{
    /// <summary>Whether a path is one that a pattern means. Letters count as Windows counts them where either has a drive.</summary>
    /// <param name="pattern">The pattern, with <c>/</c>.</param>
    /// <param name="path">The path, with <c>/</c>.</param>
    public static bool Matches(string pattern, string path)
    {
        var comparison = HasDrive(pattern) || HasDrive(path) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (pattern.StartsWith("${", StringComparison.Ordinal) && pattern.IndexOf('}') is > 0 and var close)
        {
            // The code says the name of a folder below, or nothing at all: what a variable holds is not known here.
            pattern = "**/" + pattern.Substring(close + 1).TrimStart('/');
        }

        return Matches(pattern.Split('/'), 0, path.Split('/'), 0, comparison);
    }

    private static bool Matches(string[] pattern, int p, string[] path, int at, StringComparison comparison)
    {
        int star = -1, retry = -1;
        while (at < path.Length)
        {
            if (p < pattern.Length && pattern[p] == "**")
            {
                star = p++;
                retry = at;
            }
            else if (p < pattern.Length && MatchesName(pattern[p], path[at], comparison))
            {
                p++;
                at++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                at = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] is "**" or "")
        {
            p++;
        }

        return p >= pattern.Length;
    }

    private static bool MatchesName(string pattern, string name, StringComparison comparison)
    {
        int p = 0, at = 0, star = -1, retry = -1;
        while (at < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = at;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || string.Equals(pattern[p].ToString(), name[at].ToString(), comparison)))
            {
                p++;
                at++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                at = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool HasDrive(string path) => path.Length > 1 && path[1] == ':';
}

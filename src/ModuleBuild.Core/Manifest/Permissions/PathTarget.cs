namespace ModuleBuild.Core.Manifest.Permissions;

/// <summary>The target of a file permission: a path or a path pattern, with either separator, which may hold variables.</summary>
internal static class PathTarget
{
    /// <summary>The variables that a host fills in.</summary>
    public static readonly string[] Variables = ["module", "data", "temp"];

    /// <summary>What is wrong, as the end of a sentence, and what was surely meant.</summary>
    public static (string? Problem, string? Meant) Check(string target)
    {
        if (target.Split('/', '\\').Contains(".."))
        {
            return ("its path has '..', which nobody can judge by reading it", null);
        }

        for (var open = NextVariable(target, 0); open >= 0; open = NextVariable(target, open + 2))
        {
            var close = target.IndexOf('}', open);
            if (close < 0)
            {
                return ("a '${' in its path is not closed", null);
            }

            var name = target[(open + 2)..close];
            if (!Variables.Contains(name, StringComparer.Ordinal))
            {
                var meant = Array.Find(Variables, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
                return (
                    "the variables of a path are ${module}, ${data} and ${temp}",
                    meant is null ? null : $"{target[..(open + 2)]}{meant}{target[close..]}");
            }
        }

        return (null, null);
    }

    private static int NextVariable(string target, int from) => target.IndexOf("${", from, StringComparison.Ordinal);
}

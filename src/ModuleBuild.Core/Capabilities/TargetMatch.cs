namespace ModuleBuild.Core.Capabilities;

/// <summary>Whether the target of a permission admits the target of a capability; the table of docs/capabilities.md.</summary>
internal static class TargetMatch
{
    /// <summary>Whether it does.</summary>
    /// <param name="kind">The kind of both.</param>
    /// <param name="declared">Target of the permission; null for all.</param>
    /// <param name="found">Target of the capability; null where it is not known.</param>
    /// <param name="action">The permission without its target.</param>
    public static bool Admits(CapabilityKind kind, string? declared, string? found, string action)
    {
        // What stands behind database:read: is a table, which no constant in code proves: the connection is what counts.
        if (declared is null || kind.Target == TargetForm.None || (kind.Name == "database:connect" && action != "database:connect"))
        {
            return true;
        }

        // A target that is not known could be any; somebody who names one promises it, and the review of the target is theirs.
        return found is null || kind.Target switch
        {
            TargetForm.Host => AdmitsHost(declared, found),
            TargetForm.Path => AdmitsPath(declared, found),
            TargetForm.Program => AdmitsProgram(declared, found),
            TargetForm.Library => AdmitsLibrary(declared, found),
            _ => string.Equals(declared, found, StringComparison.OrdinalIgnoreCase),
        };
    }

    private static bool AdmitsHost(string declared, string found)
    {
        var (declaredHost, declaredPort) = SplitHost(declared);
        var (foundHost, foundPort) = SplitHost(found);
        var host = declaredHost == Capability.AnyTarget
            || string.Equals(declaredHost, foundHost, StringComparison.OrdinalIgnoreCase)
            || (declaredHost.StartsWith("*.", StringComparison.Ordinal) && foundHost.EndsWith(declaredHost.Substring(1), StringComparison.OrdinalIgnoreCase));
        return host && (declaredPort is null or Capability.AnyTarget || foundPort is null || declaredPort == foundPort);
    }

    private static (string Host, string? Port) SplitHost(string target)
    {
        var colon = target.StartsWith("[", StringComparison.Ordinal)
            ? target.IndexOf("]:", StringComparison.Ordinal) + 1
            : target.IndexOf(':');
        return colon > 0 ? (target.Substring(0, colon), target.Substring(colon + 1)) : (target, null);
    }

    // A folder admits what is in it. A variable stands for any folder that the host fills in, so only what follows it is compared.
    private static bool AdmitsPath(string declared, string found)
    {
        var pattern = declared.Replace('\\', '/').TrimEnd('/');
        var path = found.Replace('\\', '/');
        return PathGlob.Matches(pattern, path) || PathGlob.Matches(pattern + "/**", path);
    }

    private static bool AdmitsProgram(string declared, string found) =>
        string.Equals(WithoutExe(declared), WithoutExe(found), StringComparison.OrdinalIgnoreCase)
        || (declared.IndexOfAny(['/', '\\']) < 0 && string.Equals(WithoutExe(declared), WithoutExe(NameOf(found)), StringComparison.OrdinalIgnoreCase));

    private static bool AdmitsLibrary(string declared, string found) =>
        string.Equals(declared, found, StringComparison.OrdinalIgnoreCase)
        || string.Equals(BareLibrary(declared), BareLibrary(found.Split('!')[0]), StringComparison.OrdinalIgnoreCase);

    private static string BareLibrary(string name)
    {
        var bare = NameOf(name);
        foreach (var ending in new[] { ".dll", ".so", ".dylib" })
        {
            bare = bare.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? bare.Substring(0, bare.Length - ending.Length) : bare;
        }

        return bare.StartsWith("lib", StringComparison.Ordinal) ? bare.Substring(3) : bare;
    }

    private static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    private static string WithoutExe(string name) =>
        name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - 4) : name;
}

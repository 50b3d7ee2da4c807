using System.Collections.Frozen;

namespace ModuleBuild.Security.Checks.Identity;

/// <summary>The ids of <c>well-known-packages.txt</c>.</summary>
internal static class WellKnownPackages
{
    /// <summary>Reads them.</summary>
    public static FrozenSet<string> Read()
    {
        using var reader = new StreamReader(typeof(WellKnownPackages).Assembly.GetManifestResourceStream("well-known-packages.txt")!);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}

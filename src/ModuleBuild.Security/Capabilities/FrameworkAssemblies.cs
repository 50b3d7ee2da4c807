using System.Collections.Frozen;

namespace ModuleBuild.Security.Capabilities;

/// <summary>The assemblies of .NET itself. Their code is never looked into: the map says what their members do.</summary>
internal static class FrameworkAssemblies
{
    private static readonly FrozenSet<string> Names = Read();

    /// <summary>Whether an assembly is one of .NET's own.</summary>
    /// <param name="name">Its simple name.</param>
    public static bool Contains(string name) =>
        Names.Contains(name) || name.StartsWith("System.Private.", StringComparison.Ordinal);

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(FrameworkAssemblies).Assembly.GetManifestResourceStream("framework-assemblies.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}

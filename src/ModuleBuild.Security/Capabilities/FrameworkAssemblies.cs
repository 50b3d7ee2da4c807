using System.Collections.Frozen;

namespace ModuleBuild.Security.Capabilities;

/// <summary>The assemblies of .NET itself. Their code is never looked into: the map says what their members do.</summary>
internal static class FrameworkAssemblies
{
    private const string BeginOfOthers = "# Windows desktop, older frameworks";

    private static readonly string[] Lines = Read();
    private static readonly FrozenSet<string> Names = NamesIn(Lines);
    private static readonly FrozenSet<string> CurrentNames = NamesIn(Lines.TakeWhile(line => line != BeginOfOthers));

    /// <summary>Whether an assembly is one of .NET's own.</summary>
    /// <param name="name">Its simple name.</param>
    public static bool Contains(string name) =>
        Names.Contains(name) || name.StartsWith("System.Private.", StringComparison.Ordinal);

    /// <summary>Whether it is one of the newest frameworks for all platforms, most of which are packages, too.</summary>
    /// <param name="name">Its simple name.</param>
    public static bool IsCurrent(string name) => CurrentNames.Contains(name);

    private static string[] Read()
    {
        using var stream = typeof(FrameworkAssemblies).Assembly.GetManifestResourceStream("framework-assemblies.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static FrozenSet<string> NamesIn(IEnumerable<string> lines) =>
        lines.Where(line => !line.StartsWith('#')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}

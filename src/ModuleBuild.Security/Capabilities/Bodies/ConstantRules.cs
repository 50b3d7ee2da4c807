using System.Collections.Frozen;
using System.Globalization;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>What members of .NET do with constants: the lines of <c>constants.txt</c>.</summary>
internal static class ConstantRules
{
    private static readonly ILookup<string, KeyValuePair<string, int>> Lines = Read();

    /// <summary>Types of objects that stand for a constant, with the number of the argument.</summary>
    public static FrozenDictionary<string, int> Carriers { get; } = Of("carrier");

    /// <summary>Methods that make such objects.</summary>
    public static FrozenDictionary<string, int> Factories { get; } = Of("factory");

    /// <summary>Names of members that give such an object its constant.</summary>
    public static FrozenDictionary<string, int> Setters { get; } = Of("setter");

    /// <summary>Types for which a text without scheme is a path.</summary>
    public static FrozenDictionary<string, int> Relative { get; } = Of("relative");

    /// <summary>Methods that find members by name.</summary>
    public static FrozenDictionary<string, int> Lookups { get; } = Of("lookup");

    /// <summary>Methods that list the members of a type: 0 for all, 1 for properties.</summary>
    public static FrozenDictionary<string, int> Listings { get; } = Of("listing");

    /// <summary>Methods that find types by name.</summary>
    public static FrozenDictionary<string, int> TypeLookups { get; } = Of("type");

    private static FrozenDictionary<string, int> Of(string word) => Lines[word].ToFrozenDictionary(StringComparer.Ordinal);

    private static ILookup<string, KeyValuePair<string, int>> Read()
    {
        using var stream = typeof(ConstantRules).Assembly.GetManifestResourceStream("constants.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .ToLookup(words => words[0], words => KeyValuePair.Create(words[1], int.Parse(words[2], CultureInfo.InvariantCulture)), StringComparer.Ordinal);
    }
}

using System.Collections.Frozen;

namespace ModuleBuild.Security.Capabilities.Linking;

/// <summary>The interfaces of .NET with the names of their members: the lines of <c>framework-interfaces.txt</c>.</summary>
internal static class FrameworkInterfaces
{
    private static readonly FrozenDictionary<string, string[]> Members = Read();

    /// <summary>Names of the members of an interface and of those that it builds upon, in ordinal order; null where it is none of .NET's.</summary>
    /// <param name="name">Its full name.</param>
    public static string[]? Find(string name) => Members.GetValueOrDefault(name);

    private static FrozenDictionary<string, string[]> Read()
    {
        using var stream = typeof(FrameworkInterfaces).Assembly.GetManifestResourceStream("framework-interfaces.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .ToFrozenDictionary(words => words[0], words => words[1..], StringComparer.Ordinal);
    }
}

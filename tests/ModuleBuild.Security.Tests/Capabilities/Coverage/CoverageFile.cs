using ModuleBuild.Core.Capabilities;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Capabilities.Coverage;

/// <summary>Commented lists beside this file.</summary>
internal static class CoverageFile
{
    private static readonly Lazy<Dictionary<string, string>> Leaves = new(ReadLeaves);

    /// <summary>The lines of a list, without comments.</summary>
    /// <param name="name">Name of the file.</param>
    public static IEnumerable<string> LinesOf(string name) =>
        File.ReadLines(PathOf(name)).Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0);

    /// <summary>Path of a list in the repository.</summary>
    /// <param name="name">Name of the file.</param>
    public static string PathOf(string name) =>
        RepositoryFolder.Combine("tests", "ModuleBuild.Security.Tests", "Capabilities", "Coverage", name);

    /// <summary>Native functions, each with the kinds of capability any of which says what it does: <c>file:read|file:write</c>.</summary>
    public static IReadOnlyDictionary<string, string> NativeLeaves => Leaves.Value;

    private static Dictionary<string, string> ReadLeaves()
    {
        var functions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var words in LinesOf("native-leaves.txt").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            Assert.All(words[0].Split('|'), kind => Assert.NotNull(CapabilityKind.Find(kind)));
            foreach (var function in words[1..])
            {
                functions.Add(function, words[0]);
            }
        }

        return functions;
    }
}

using System.Collections.Immutable;

namespace ModuleBuild.Security.Capabilities;

/// <summary>
/// Assemblies that have the name of one of .NET's, and are none. Calls of that name end at the map, so nobody would come upon their code: all that
/// others can call in them counts as reached.
/// </summary>
public static class FrameworkNamesakes
{
    /// <summary>Makes namesakes places where one starts.</summary>
    /// <param name="files">What runs together.</param>
    /// <param name="framework">
    /// Simple names of the assemblies that the compiler took from a framework: where a package has them too, the framework's were newer, and run.
    /// </param>
    /// <param name="loose">Paths of files that come from no package.</param>
    public static ImmutableArray<AnalyzedFile> Enter(ImmutableArray<AnalyzedFile> files, IReadOnlySet<string> framework, IReadOnlySet<string> loose) =>
        [.. files.Select(file => !file.IsNative && IsNamesake(file, framework, loose) ? file with { IsRoot = true } : file)];

    private static bool IsNamesake(AnalyzedFile file, IReadOnlySet<string> framework, IReadOnlySet<string> loose)
    {
        var name = Path.GetFileNameWithoutExtension(file.Path);
        return FrameworkAssemblies.Contains(name) && !framework.Contains(name) && (loose.Contains(file.Path) || !IsPublishedAs(name, file.Package));
    }

    // Parts of .NET are published as packages of their own: System.Text.Json, runtime.unix.System.IO.FileSystem.
    private static bool IsPublishedAs(string name, string package) =>
        FrameworkAssemblies.IsCurrent(name)
        && (package.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (package.StartsWith("runtime.", StringComparison.OrdinalIgnoreCase) && package.EndsWith("." + name, StringComparison.OrdinalIgnoreCase)));
}

using ModuleBuild.Core.Files;

namespace ModuleBuild.Security.Capabilities.Inputs;

/// <summary>A folder of assemblies: others come in at any of them.</summary>
public static class FolderInput
{
    private static readonly string[] Endings = [".dll", ".exe"];

    /// <summary>All assemblies of a folder.</summary>
    /// <param name="folder">Absolute path.</param>
    public static AnalysisInput Of(string folder)
    {
        var files = AssembliesIn(folder, deep: true).Select(path => OfPlatform(folder, path))
            .Concat(FilesIn(folder, deep: true).Where(path => !IsAssembly(path) && NativeFiles.IsLibrary(path)).Select(path => new AnalyzedFile(path, Path.GetFileNameWithoutExtension(path), IsRoot: false) { IsNative = true }))
            .ToList();
        return files.Count == 0
            ? AnalysisInput.None("there is no assembly in it.")
            : new AnalysisInput(Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar)), string.Empty, [.. files]);
    }

    // Below runtimes/RID lies what stands for others there.
    private static AnalyzedFile OfPlatform(string folder, string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var parts = Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var at = Array.IndexOf(parts, "runtimes");
        return at < 0 || at + 3 >= parts.Length
            ? new AnalyzedFile(path, name, IsRoot: true)
            : new AnalyzedFile(path, name, IsRoot: parts[at + 2] == "lib") { Runtime = parts[at + 1], IsNative = parts[at + 2] == "native" };
    }

    /// <summary>The assemblies of a folder in ordinal order, without .NET's own and without texts of other languages.</summary>
    internal static IEnumerable<string> AssembliesIn(string folder, bool deep) => FilesIn(folder, deep)
        .Where(IsAssembly)
        .Where(path => !path.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase))
        .Where(path => !FrameworkAssemblies.Contains(Path.GetFileNameWithoutExtension(path)));

    private static bool IsAssembly(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static List<string> FilesIn(string folder, bool deep)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = deep, MaxRecursionDepth = 16, AttributesToSkip = FileAttributes.ReparsePoint };
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*", options).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return [];
        }
    }
}

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
        var files = AssembliesIn(folder, deep: true).Select(path => new AnalyzedFile(path, Path.GetFileNameWithoutExtension(path), IsRoot: true)).ToList();
        return files.Count == 0
            ? AnalysisInput.None("there is no assembly in it.")
            : new AnalysisInput(Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar)), string.Empty, [.. files]);
    }

    /// <summary>The assemblies of a folder in ordinal order, without .NET's own and without texts of other languages.</summary>
    internal static IEnumerable<string> AssembliesIn(string folder, bool deep)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = deep, MaxRecursionDepth = 16, AttributesToSkip = FileAttributes.ReparsePoint };
        try
        {
            return Directory.EnumerateFiles(folder, "*", options)
                .Where(path => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                .Where(path => !path.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase))
                .Where(path => !FrameworkAssemblies.Contains(Path.GetFileNameWithoutExtension(path)))
                .Order(StringComparer.Ordinal)
                .ToList();
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return [];
        }
    }
}

using System.Collections.Immutable;

namespace ModuleBuild.Security.Capabilities.Inputs;

/// <summary>An assembly, with what lies beside it and what its <c>.deps.json</c> names.</summary>
public static class AssemblyInput
{
    /// <summary>Finds what may run with an assembly.</summary>
    /// <param name="path">Absolute path of the assembly.</param>
    /// <param name="assetsFile"><c>project.assets.json</c> of its project, or null.</param>
    /// <param name="framework">The target framework, for the assets file; null for the first.</param>
    public static AnalysisInput Of(string path, string? assetsFile = null, string? framework = null)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var root = new AnalyzedFile(path, name, IsRoot: true);
        var deps = DepsFile.Read(Path.ChangeExtension(path, ".deps.json"));
        var packages = assetsFile is null ? deps : deps.AddRange(AssetsInput.Read(assetsFile, framework));
        return new AnalysisInput(name, string.Empty, [root, .. Beside(path, packages), .. packages.Where(file => !Same(file.Path, path) && File.Exists(file.Path))]);
    }

    // What is beside the assembly is what runs; of which package it is, the .deps.json says.
    private static IEnumerable<AnalyzedFile> Beside(string path, ImmutableArray<AnalyzedFile> packages)
    {
        var owners = packages.DistinctBy(file => Path.GetFileName(file.Path), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(file => Path.GetFileName(file.Path), file => file.Package, StringComparer.OrdinalIgnoreCase);
        return FolderInput.AssembliesIn(Path.GetDirectoryName(path)!, deep: false)
            .Where(file => !Same(file, path))
            .Select(file => new AnalyzedFile(file, owners.GetValueOrDefault(Path.GetFileName(file)) ?? Path.GetFileNameWithoutExtension(file), IsRoot: false));
    }

    private static bool Same(string a, string b) => string.Equals(a, b, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}

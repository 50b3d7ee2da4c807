using System.Collections.Immutable;
using ModuleBuild.Core.Files;
using NuGet.ProjectModel;

namespace ModuleBuild.Security.Capabilities.Inputs;

/// <summary>The assemblies of restored packages, from <c>project.assets.json</c>.</summary>
internal static class AssetsInput
{
    /// <summary>Assemblies that run, of one framework; nothing where the file cannot be read: what is missing is told as unknown.</summary>
    /// <param name="path">The file.</param>
    /// <param name="framework">The target framework; null for the first.</param>
    public static ImmutableArray<AnalyzedFile> Read(string path, string? framework)
    {
        LockFile assets;
        try
        {
            assets = new LockFileFormat().Read(path);
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return [];
        }

        var targets = (assets.Targets ?? []).Where(target => string.IsNullOrEmpty(target.RuntimeIdentifier)).ToList();
        var target = targets.FirstOrDefault(target => framework is not null && (target.Name == framework || target.TargetFramework.GetShortFolderName() == framework))
            ?? targets.FirstOrDefault();
        return target is null ? [] : [.. target.Libraries.SelectMany(library => Files(assets, library))];
    }

    private static IEnumerable<AnalyzedFile> Files(LockFile assets, LockFileTargetLibrary library)
    {
        if (library.Name is null || library.Version is null || assets.GetLibrary(library.Name, library.Version)?.Path is not { } folder)
        {
            yield break;
        }

        var files = library.RuntimeAssemblies.Select(file => (file.Path, Runtime: (string?)null, IsNative: false))
            .Concat(library.NativeLibraries.Select(file => (file.Path, Runtime: (string?)null, IsNative: true)))
            .Concat(library.RuntimeTargets.Where(file => file.AssetType is "runtime" or "native").Select(file => (file.Path, Runtime: (string?)file.Runtime, IsNative: file.AssetType == "native")))
            .Where(file => file.IsNative ? NativeFiles.IsLibrary(file.Path) : file.Path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));
        foreach (var file in files)
        {
            foreach (var root in assets.PackageFolders.Select(root => Path.Combine(root.Path, folder, file.Path)).Where(File.Exists).Take(1))
            {
                yield return new AnalyzedFile(root, library.Name, IsRoot: false) { Runtime = file.Runtime, IsNative = file.IsNative };
            }
        }
    }
}

using System.Collections.Immutable;
using ModuleBuild.Packaging.Closure;
using NuGet.Frameworks;

namespace ModuleBuild.Packaging.Evidence;

/// <summary>
/// How a package names the folders of its target frameworks. A project gives a framework any name it likes, most often without the
/// version of the platform (<c>net10.0-windows</c>); the folder is the short name of what restore understood (<c>net10.0-windows7.0</c>).
/// </summary>
public sealed class FrameworkFolders
{
    private readonly ImmutableDictionary<string, string> _folders;

    private FrameworkFolders(ImmutableDictionary<string, string> folders)
    {
        _folders = folders;
    }

    /// <summary>Reads the frameworks of a project from the result of its restore.</summary>
    /// <param name="assetsFile">Absolute path of <c>project.assets.json</c>. Where it cannot be used, which the sbom stage reports, names are taken as they are.</param>
    public static FrameworkFolders Read(string assetsFile) => Of(AssetsFile.Open(assetsFile).Assets);

    /// <summary>The frameworks of a project, from the result of its restore.</summary>
    /// <param name="assets">The open file; null where it cannot be used.</param>
    public static FrameworkFolders Of(AssetsFile? assets) => new(
        assets?.Folders.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase)
        ?? ImmutableDictionary<string, string>.Empty);

    /// <summary>The folder of a framework.</summary>
    /// <param name="targetFramework">As the project names it.</param>
    public string Of(string targetFramework) =>
        _folders.GetValueOrDefault(targetFramework)
        ?? (NuGetFramework.Parse(targetFramework) is { IsUnsupported: false } framework ? framework.GetShortFolderName() : targetFramework);
}

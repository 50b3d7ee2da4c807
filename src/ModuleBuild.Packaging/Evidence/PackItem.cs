namespace ModuleBuild.Packaging.Evidence;

/// <summary>A file as MSBuild hands it to pack: an item of <c>Content</c> or <c>None</c> with its metadata.</summary>
/// <param name="SourcePath">Absolute path.</param>
/// <param name="Identity">The item as written, relative to the project or absolute.</param>
/// <param name="PackagePath">Metadata PackagePath; null where it is not set, which is not the same as empty.</param>
/// <param name="RecursiveDirectory">Metadata RecursiveDir, or NuGetRecursiveDir where that is empty.</param>
/// <param name="BuildAction">Metadata BuildAction.</param>
public sealed record PackItem(string SourcePath, string Identity, string? PackagePath, string RecursiveDirectory, string BuildAction)
{
    /// <summary>Reads an item of <c>_PackageFiles</c>.</summary>
    /// <param name="identity">The item as written.</param>
    /// <param name="hasPackagePath">Whether the item has metadata PackagePath, empty or not.</param>
    /// <param name="metadata">Reads a metadata, well-known ones too; empty where it is not set.</param>
    public static PackItem Read(string identity, bool hasPackagePath, Func<string, string> metadata) => new(
        metadata("FullPath"),
        identity,
        hasPackagePath ? metadata("PackagePath") : null,
        metadata("RecursiveDir") is { Length: > 0 } recursive ? recursive : metadata("NuGetRecursiveDir"),
        metadata("BuildAction"));
}

/// <summary>A file that the build made for one target framework, as MSBuild hands it to pack.</summary>
/// <param name="SourcePath">Absolute path.</param>
/// <param name="TargetPath">Path below the folder of the framework.</param>
/// <param name="TargetFramework">The framework, as the project names it.</param>
public sealed record BuildOutput(string SourcePath, string TargetPath, string TargetFramework)
{
    /// <summary>Reads an item of <c>_BuildOutputInPackage</c>.</summary>
    /// <param name="metadata">Reads a metadata, well-known ones too; empty where it is not set.</param>
    public static BuildOutput Read(Func<string, string> metadata) => new(
        metadata("FinalOutputPath") is { Length: > 0 } final ? final : metadata("FullPath"),
        metadata("TargetPath") is { Length: > 0 } target ? target : metadata("Filename") + metadata("Extension"),
        metadata("TargetFramework"));
}

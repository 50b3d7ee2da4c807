namespace ModuleBuild.Security.Checks;

/// <summary>A file that goes into a package.</summary>
/// <param name="SourcePath">Absolute path of its bytes.</param>
/// <param name="PackagePath">Where it will be in the package, with <c>/</c> between names.</param>
/// <param name="ShownPath">Path as findings show it; null for <paramref name="SourcePath"/>.</param>
public sealed record PackedFile(string SourcePath, string PackagePath, string? ShownPath = null)
{
    /// <summary>Path as findings show it.</summary>
    public string Shown => ShownPath ?? SourcePath;
}

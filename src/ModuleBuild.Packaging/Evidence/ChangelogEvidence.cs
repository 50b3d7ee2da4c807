using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Packaging.Evidence;

/// <summary>The module's changelog as it travels in a package, so that who updates reads there what a version brings.</summary>
public static class ChangelogEvidence
{
    /// <summary>Name below <c>module/</c>, whatever the file is named in the sources.</summary>
    public const string FileName = "CHANGELOG.md";

    /// <summary>Reads the changelog that the manifest names.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="moduleFolder">Absolute path of the module's folder.</param>
    /// <returns>Its bytes; null where there is none (a name that leads nowhere is MB0024, which the validate stage reports); MB9007 where it cannot be read.</returns>
    public static (byte[]? Content, Finding? Problem) Read(ModuleManifest manifest, string moduleFolder)
    {
        var path = Path.Combine(moduleFolder, manifest.Changelog ?? FileName);
        try
        {
            return (File.Exists(path) ? File.ReadAllBytes(path) : null, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Finding.Create(DiagnosticCatalog.ProjectUnusable, new SourceLocation(path), $"The changelog cannot be read: {e.Message}"));
        }
    }
}

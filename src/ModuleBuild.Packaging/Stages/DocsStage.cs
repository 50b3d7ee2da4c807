using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Docs;

namespace ModuleBuild.Packaging.Stages;

/// <summary>The docs stage from files to pages.</summary>
public static class DocsStage
{
    /// <summary>Renders the pages of a module.</summary>
    /// <param name="manifest">The manifest with what MSBuild knows filled in.</param>
    /// <param name="moduleFolder">Absolute path of the folder with the manifest.</param>
    /// <param name="assetsFile">Absolute path of <c>project.assets.json</c>, or null: then graphs show the manifest only.</param>
    /// <param name="targetFrameworks">Short names of the frameworks; empty means all that the file has.</param>
    /// <returns>The pages, or null where findings say why there are none.</returns>
    public static (ModulePages? Pages, ImmutableArray<Finding> Findings) Render(
        ModuleManifest manifest, string moduleFolder, string? assetsFile, IReadOnlyList<string> targetFrameworks)
    {
        ImmutableArray<RuntimeClosure> closures = [];
        if (assetsFile is not null)
        {
            (closures, var findings) = RuntimeClosureReader.Read(assetsFile, targetFrameworks);
            if (findings.Any(finding => finding.Severity == Severity.Error))
            {
                return (null, findings);
            }
        }

        return (ModuleDocs.Render(new DocsRequest(manifest, closures, ReadSchema(manifest.Configuration, moduleFolder))), []);
    }

    private static string? ReadSchema(ModuleConfiguration? configuration, string moduleFolder)
    {
        if (configuration?.SchemaFile is not { } file)
        {
            return configuration?.SchemaText;
        }

        try
        {
            return File.ReadAllText(Path.Combine(moduleFolder, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // MB0024 of the validate stage says so
        }
    }
}

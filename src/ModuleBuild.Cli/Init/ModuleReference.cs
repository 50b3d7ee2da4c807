using System.Text;
using System.Xml;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging;

namespace ModuleBuild.Cli.Init;

/// <summary>The reference to the package ModuleBuild, and its version where versions are managed centrally.</summary>
internal static class ModuleReference
{
    /// <summary>Id of the package.</summary>
    public const string PackageId = "ModuleBuild";

    /// <summary>The changes that add the reference; none where the project has it.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The changes, or why the reference must be added by hand.</returns>
    public static (IReadOnlyList<FileChange> Changes, Finding? Problem) Add(EvaluatedProject project)
    {
        if (project.HasItem("PackageReference", PackageId) || project.HasItem("GlobalPackageReference", PackageId))
        {
            return ([], null);
        }

        var version = project.HasCentralVersions ? string.Empty : $" Version=\"{ToolVersion.Current}\"";
        var changes = new List<FileChange>();
        var problem = Change(changes, project.Facts.ProjectFile!, "PackageReference", $"<PackageReference Include=\"{PackageId}\"{version} PrivateAssets=\"all\" />");
        if (problem is null && project.HasCentralVersions && !project.HasItem("PackageVersion", PackageId))
        {
            problem = Change(
                changes, project.CentralVersionsFile, "PackageVersion", $"<PackageVersion Include=\"{PackageId}\" Version=\"{ToolVersion.Current}\" />");
        }

        return problem is null ? (changes, null) : ([], problem);
    }

    private static Finding? Change(List<FileChange> changes, string path, string itemType, string element)
    {
        try
        {
            var file = SourceText.Read(path);
            changes.Add(new FileChange(path, file.ToBytes(), ProjectItems.Add(file, itemType, element).ToBytes()));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException or DecoderFallbackException)
        {
            return Finding.Create(DiagnosticCatalog.ProjectUnusable, new SourceLocation(path), $"{element} could not be added: {e.Message} Add it by hand.");
        }
    }
}

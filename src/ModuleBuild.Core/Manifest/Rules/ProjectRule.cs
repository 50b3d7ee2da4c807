using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using NuGet.Versioning;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>MB0008 and MB0010: what the manifest repeats must be what the project says.</summary>
internal static class ProjectRule
{
    public static void Check(RuleContext context)
    {
        var (manifest, project) = (context.Manifest, context.Project);
        if (manifest.Id is { } id && project.PackageId is { } packageId && id != packageId)
        {
            var projectName = project.ProjectFile is { } file ? Path.GetFileName(file) : "the project";
            context.Report(DiagnosticCatalog.IdDiffersFromPackageId, "/id", context.Document.Deletion("/id"), Quotation.Shorten(id), packageId, projectName);
        }

        // '1.2' is a version to NuGet, and the same as '1.2.0'; metadata after '+' is no part of a package's identity.
        if (manifest.Version is { } version && NuGetVersion.TryParse(project.Version, out var packageVersion)
            && !VersionComparer.VersionRelease.Equals(version, packageVersion))
        {
            context.Report(
                DiagnosticCatalog.VersionDiffersFromProject, "/version", context.Document.Deletion("/version"),
                Quotation.Shorten(version.ToFullString()), Quotation.Shorten(project.Version!));
        }
    }
}

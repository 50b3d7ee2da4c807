using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest.Rules;

namespace ModuleBuild.Core.Manifest;

/// <summary>What the validate stage yields.</summary>
/// <param name="Document">The manifest as read; null where it cannot be read or is not JSON.</param>
/// <param name="Manifest">The manifest with what MSBuild knows filled in; null where <paramref name="Document"/> is.</param>
/// <param name="Findings">All findings in the order of file, line and code, before the baseline is applied.</param>
/// <param name="ConsultedFiles">Absolute paths of every file (present or not) on which the findings depend, in ordinal order.</param>
public sealed record ModuleValidation(
    ManifestDocument? Document,
    ModuleManifest? Manifest,
    ImmutableArray<Finding> Findings,
    ImmutableArray<string> ConsultedFiles);

/// <summary>The validate stage: the manifest by itself, against the files it names and against the project.</summary>
public static class ModuleValidator
{
    private static readonly Action<RuleContext>[] Rules =
    [
        ProjectRule.Check,
        LicenseRule.Check,
        LicenseFileRule.Check,
        PermissionRule.Check,
        TemplateWordRule.Check,
        RepositoryRule.Check,
        FileReferenceRule.Check,
        SelfReferenceRule.Check,
        ConflictRule.Check,
        HostBoundRule.Check,
        HostVersionRule.Check,
        ScopeRule.Check,
    ];

    /// <summary>Validates one manifest. Never throws for what the file is or holds.</summary>
    /// <param name="manifestPath">Path of <c>module.json</c>; findings show it as it is given.</param>
    /// <param name="project">What MSBuild knows, or <see cref="ProjectFacts.None"/>: then rules that compare with the project rest.</param>
    public static ModuleValidation Validate(string manifestPath, ProjectFacts project)
    {
        if (!IsMissing(manifestPath))
        {
            return Validate(manifestPath, ManifestReader.ReadFile(manifestPath), project);
        }

        var missing = Finding.Create(DiagnosticCatalog.ManifestMissing, new SourceLocation(manifestPath), manifestPath);
        return new ModuleValidation(null, null, [missing], [Path.GetFullPath(manifestPath)]);
    }

    /// <summary>Validates a manifest that was read already: the command line judges bytes before it writes them.</summary>
    /// <param name="manifestPath">Path of <c>module.json</c>, for the files that it names; the file itself is not read.</param>
    /// <param name="reading">What reading gave.</param>
    /// <param name="project">What MSBuild knows, or <see cref="ProjectFacts.None"/>.</param>
    public static ModuleValidation Validate(string manifestPath, ManifestReading reading, ProjectFacts project)
    {
        var path = Path.GetFullPath(manifestPath);
        if (reading.Document is not { } document)
        {
            return new ModuleValidation(null, null, reading.Findings, [path]);
        }

        var context = new RuleContext(document, project, Path.GetDirectoryName(path)!);
        context.Consult(path);
        foreach (var check in Rules)
        {
            check(context);
        }

        return new ModuleValidation(
            document,
            document.Manifest.WithProject(project),
            InOrder([.. reading.Findings.Where(finding => !IsSupplied(finding, project)), .. context.Findings]),
            [.. context.Consulted]);
    }

    private static ImmutableArray<Finding> InOrder(IEnumerable<Finding> findings) =>
    [
        .. findings
            .OrderBy(finding => finding.Location.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Location.Line)
            .ThenBy(finding => finding.Location.Column)
            .ThenBy(finding => finding.Code, StringComparer.Ordinal),
    ];

    // What MSBuild knows need not stand in the manifest.
    private static bool IsSupplied(Finding finding, ProjectFacts project) =>
        finding.Descriptor == DiagnosticCatalog.RequiredFieldMissing && finding.Subject switch
        {
            "/license" => ModuleManifest.LicenseOf(project) is not null,
            "/name" => ModuleManifest.NameOf(project) is not null,
            _ => false,
        };

    // Anything else that is in the way of reading is for the reader to tell.
    private static bool IsMissing(string path)
    {
        try
        {
            File.GetAttributes(path);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return false;
        }
    }
}

using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

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
    /// <summary>Validates one manifest. Never throws for what the file is or holds.</summary>
    /// <param name="manifestPath">Path of <c>module.json</c>; findings show it as it is given.</param>
    /// <param name="project">What MSBuild knows, or <see cref="ProjectFacts.None"/>: then rules that compare with the project rest.</param>
    public static ModuleValidation Validate(string manifestPath, ProjectFacts project) =>
        Validate(manifestPath, ManifestReader.ReadFile(manifestPath), project);

    /// <summary>Validates a manifest that was read already: the command line judges bytes before it writes them.</summary>
    /// <param name="manifestPath">Path of <c>module.json</c>, for the files that it names; the file itself is not read.</param>
    /// <param name="reading">What reading gave.</param>
    /// <param name="project">What MSBuild knows, or <see cref="ProjectFacts.None"/>.</param>
    public static ModuleValidation Validate(string manifestPath, ManifestReading reading, ProjectFacts project) =>
        throw new NotImplementedException();
}

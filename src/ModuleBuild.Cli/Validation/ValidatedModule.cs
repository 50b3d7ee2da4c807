using System.Collections.Immutable;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Cli.Validation;

/// <summary>One module after the validate stage.</summary>
/// <param name="ManifestPath">Absolute path of its manifest; of the project where that cannot be evaluated.</param>
/// <param name="Project">The evaluated project; null for a manifest by itself, or where the evaluation failed.</param>
/// <param name="Validation">What the stage yielded; null where the evaluation failed.</param>
/// <param name="Findings">What was found and the policy of its workspace counts, before any baseline.</param>
internal sealed record ValidatedModule(
    string ManifestPath, EvaluatedProject? Project, ModuleValidation? Validation, ImmutableArray<Finding> Findings)
{
    /// <summary>Absolute path of the module's folder.</summary>
    public string Folder => Path.GetDirectoryName(ManifestPath)!;

    /// <summary>Whether anything that was found is an error.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}

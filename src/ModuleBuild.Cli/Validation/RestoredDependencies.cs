using System.Collections.Immutable;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Checks;
using ModuleBuild.Packaging.Stages;

namespace ModuleBuild.Cli.Validation;

/// <summary>What the dependencies stage finds without a compiled assembly, where the project was restored before.</summary>
internal static class RestoredDependencies
{
    /// <summary>Runs the stage. As in a build, it rests where the manifest has errors.</summary>
    /// <param name="validation">What the validate stage yielded.</param>
    /// <param name="project">The evaluated project; null for a manifest by itself.</param>
    public static ImmutableArray<Finding> Check(ModuleValidation validation, EvaluatedProject? project) =>
        project is null || validation.Document is not { } document || HasErrors(validation)
            || !project.Runs("ModuleBuildDependencies") || !File.Exists(project.AssetsFile)
            ? []
            : [.. DependencyStage.Run(new DependencyStageInput(document, project.Facts, project.AssetsFile, project.References)).Where(IsAboutDependencies)];

    private static bool HasErrors(ModuleValidation validation) => validation.Findings.Any(finding => finding.Severity == Severity.Error);

    // A restore that cannot be read is the build's to tell: this command needs none.
    private static bool IsAboutDependencies(Finding finding) => DependencyChecks.Rules.Contains(finding.Descriptor);
}

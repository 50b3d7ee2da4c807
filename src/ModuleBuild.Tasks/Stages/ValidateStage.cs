using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.EntryPoints;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Gate;
using ModuleBuild.Tasks.Logging;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What the validate stage of a build yields.</summary>
/// <param name="Manifest">The completed manifest, or null where the file is no manifest.</param>
/// <param name="Findings">What remains after baseline and policy.</param>
/// <param name="Consulted">Absolute paths of the files that exist and on which the findings depend.</param>
internal sealed record ValidateStageResult(ModuleManifest? Manifest, ImmutableArray<Finding> Findings, ImmutableArray<string> Consulted);

/// <summary>The validate stage of a build: rules, then entry points against each compiled assembly, then the baseline, then the policy.</summary>
internal static class ValidateStage
{
    public static ValidateStageResult Run(
        string manifestPath, ProjectFacts project, bool rules, IReadOnlyList<string> assemblies, IReadOnlyList<string> references, DateOnly today)
    {
        var validation = ModuleValidator.Validate(manifestPath, project);
        if (!rules && validation.Manifest is not null)
        {
            return new ValidateStageResult(validation.Manifest, [], []);
        }

        if (validation.Document is not { } document)
        {
            // No baseline can accept this: without a manifest there is nothing to go on with.
            return new ValidateStageResult(null, validation.Findings, Present(validation.ConsultedFiles, baseline: null));
        }

        ImmutableArray<Finding> findings =
            [.. validation.Findings, .. assemblies.SelectMany(assembly => EntryPointChecker.Check(document, assembly, references)).Distinct()];

        // Nothing is known of entry points without an assembly; dependencies, compatibility and capabilities are the next stages'.
        var compared = DiagnosticCatalog.All.Where(rule => rule.Category == Category.Compatibility && rule != DiagnosticCatalog.HostUnbounded);
        ImmutableArray<DiagnosticDescriptor> notLookedFor =
            [.. ResolutionRules.All, .. compared, .. ModuleGate.Rules, .. SecurityChecks.Rules, .. assemblies.Count == 0 ? EntryPointChecker.Rules : []];
        var remaining = AcceptedFindings.TakeOut(findings, Path.GetDirectoryName(manifestPath)!, [manifestPath], notLookedFor, out var baseline);
        var root = Workspace.FindRoot(Path.GetDirectoryName(manifestPath)!);
        return new ValidateStageResult(
            validation.Manifest,
            SecurityPolicy.ApplyOf(root, remaining, today),
            Present(validation.ConsultedFiles.Add(Path.Combine(root, Workspace.FileName)), baseline));
    }

    // An input that does not exist would make MSBuild run the gate in every build.
    private static ImmutableArray<string> Present(ImmutableArray<string> files, string? baseline) =>
        [.. files.Append(baseline).OfType<string>().Where(File.Exists).Distinct(StringComparer.Ordinal)];
}

using System.Collections.Immutable;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;

namespace ModuleBuild.Cli.Validation;

/// <summary>Runs the validate stage over many modules at once.</summary>
internal static class ModuleValidations
{
    /// <summary>Validates manifests by themselves, and projects against what MSBuild knows of them.</summary>
    /// <param name="inputs">What is to be validated.</param>
    /// <param name="properties">Global properties of evaluations.</param>
    /// <param name="terminal">Where progress is shown.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>In the order of <paramref name="inputs"/>; the same result whatever runs first.</returns>
    public static ImmutableArray<ValidatedModule> Run(
        ImmutableArray<ModuleInput> inputs, ImmutableDictionary<string, string> properties, Terminal terminal, CancellationToken cancellation)
    {
        var evaluate = inputs.Any(input => input.IsProject) ? ProjectEvaluator.Create(properties) : null;
        var results = new ValidatedModule[inputs.Length];
        using var progress = new Progress(terminal, "Validating", inputs.Length);

        if (inputs.Length == 1)
        {
            results[0] = Validate(inputs[0], evaluate);
            return [.. results];
        }

        Parallel.For(0, inputs.Length, new ParallelOptions { CancellationToken = cancellation }, index =>
        {
            results[index] = Validate(inputs[index], evaluate);
            progress.Advance();
        });
        return [.. results];
    }

    private static ValidatedModule Validate(ModuleInput input, Func<string, (EvaluatedProject? Project, Finding? Problem)>? evaluate) =>
        input.IsProject ? ValidateProject(input.Path, evaluate!) : ValidateManifest(input.Path, null);

    private static ValidatedModule ValidateProject(string file, Func<string, (EvaluatedProject? Project, Finding? Problem)> evaluate)
    {
        var (project, problem) = evaluate(file);
        return project is null
            ? new ValidatedModule(file, null, null, [problem!])
            : ValidateManifest(project.ManifestPath, project);
    }

    private static ValidatedModule ValidateManifest(string path, EvaluatedProject? project)
    {
        var validation = ModuleValidator.Validate(path, project?.Facts ?? ProjectFacts.None);
        ImmutableArray<Finding> findings = [.. validation.Findings, .. RestoredDependencies.Check(validation, project)];
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return new ValidatedModule(path, project, validation, SecurityPolicy.ApplyOf(Workspace.FindRoot(Path.GetDirectoryName(Path.GetFullPath(path))!), findings, today));
    }
}

using System.CommandLine;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Cli.Validation;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild validate</c>: what the build's validate stage finds, without a build.</summary>
internal static class ValidateCommand
{
    private static readonly Option<bool> WriteBaseline = new("--write-baseline")
    {
        Description = $"Accept all that is found now: write it to the nearest {Baseline.FileName}.",
    };

    private static readonly Option<bool> NoBaseline = new("--no-baseline") { Description = "Report what a baseline accepts, too." };

    private static readonly Option<bool> WarningsAsErrors = new("--warnaserror") { Description = "Warnings count as errors." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var paths = ModuleArguments.Paths();
        var properties = ModuleArguments.Properties();
        return new DocumentedCommand(
            "validate",
            "Validates manifests, without a build. Projects and solutions are evaluated and compared with their manifests.",
            "modulebuild validate",
            "modulebuild validate \"src/**/module.json\" --warnaserror",
            "modulebuild validate Acme.sln --format sarif > modulebuild.sarif",
            "modulebuild validate --write-baseline")
        {
            paths, WriteBaseline, NoBaseline, WarningsAsErrors, properties,
        }.Runs(context =>
        {
            var inputs = ModuleInputs.Find(context.Parsed.GetValue(paths) ?? [], context.CurrentFolder);
            var values = ModuleArguments.ToProperties(context.Parsed.GetValue(properties) ?? []);
            var modules = ModuleValidations.Run(inputs, values, context.Terminal, context.Cancellation);
            return context.Parsed.GetValue(WriteBaseline) ? Accept(context, [.. modules]) : Report(context, [.. modules]);
        });
    }

    private static int Report(CommandContext context, ValidatedModule[] modules)
    {
        var result = context.Parsed.GetValue(NoBaseline)
            ? new BaselineResult([.. modules.SelectMany(module => module.Findings)], [])
            : Baselines.Apply([.. modules]);
        var findings = context.Parsed.GetValue(WarningsAsErrors) ? [.. result.Findings.Select(Promote)] : result.Findings;
        return context.Report.Write(findings, result.Accepted, FindingSummary.Count(modules.Length, "manifest"));
    }

    private static int Accept(CommandContext context, ValidatedModule[] modules)
    {
        var (written, problems) = Baselines.Write([.. modules]);
        foreach (var path in written)
        {
            context.Terminal.Error.WriteLine($"Wrote {ShownPaths.Shorten(path, context.CurrentFolder)}.");
        }

        return context.Report.Write(problems, [], null);
    }

    private static Finding Promote(Finding finding) =>
        finding.Severity == Severity.Warning ? finding with { Severity = Severity.Error } : finding;
}

using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Cli.Documentation;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Cli.Validation;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging.Docs;
using ModuleBuild.Packaging.Stages;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild docs</c>: writes the pages that a build compares.</summary>
internal static class DocsCommand
{
    private static readonly Option<bool> Check = new("--check") { Description = "Write nothing; print what differs, and fail where anything does." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var paths = ModuleArguments.Paths();
        var properties = ModuleArguments.Properties();
        return new DocumentedCommand(
            "docs",
            "Writes the documentation page of each module, and the generated section of its README. Needs a restore.",
            "modulebuild docs",
            "modulebuild docs Acme.sln --check")
        {
            paths, Check, properties,
        }.Runs(context =>
        {
            var inputs = ModuleInputs.Find(context.Parsed.GetValue(paths) ?? [], context.CurrentFolder);
            var projects = inputs.Select(input => input.IsProject ? input : ModuleInputs.ProjectOf(input)).Distinct();
            var values = ModuleArguments.ToProperties(context.Parsed.GetValue(properties) ?? []);
            var modules = ModuleValidations.Run([.. projects], values, context.Terminal, context.Cancellation);
            return context.Report.Write([.. modules.SelectMany(module => Document(context, module))], [], FindingSummary.Count(modules.Length, "module"));
        });
    }

    private static ImmutableArray<Finding> Document(CommandContext context, ValidatedModule module)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (module.HasErrors || module is not { Project: { } project, Validation.Manifest: { } manifest })
        {
            // Pages of a manifest with errors would say what is not so.
            return [.. module.Findings.Where(finding => finding.Severity == Severity.Error)];
        }

        var (pages, findings) = DocsStage.Render(manifest, module.Folder, project.AssetsFile, project.Facts.TargetFrameworks);
        if (pages is null)
        {
            return findings;
        }

        var files = DocsFiles.Of(module.ManifestPath, manifest);
        return context.Parsed.GetValue(Check) ? ModuleDocs.Check(pages, files.ReadmePath, files.PagePath) : Write(context, pages, files);
    }

    private static ImmutableArray<Finding> Write(CommandContext context, ModulePages pages, DocsFiles files)
    {
        var written = PageWriter.Write(pages, files);
        foreach (var path in written.Changed)
        {
            context.Messages.WriteLine($"Wrote {ShownPaths.Shorten(path, context.CurrentFolder)}.");
        }

        return written.Findings;
    }
}

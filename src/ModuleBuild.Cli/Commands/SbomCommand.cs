using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Cli.Packing;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Cli.Validation;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Packaging.Stages;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild sbom</c>: the document that <c>dotnet pack</c> puts into the package, without packing.</summary>
internal static class SbomCommand
{
    private static readonly Argument<string?> Project = ModuleArguments.Project();

    private static readonly Option<string?> Output = ModuleArguments.Output();

    private static readonly Option<string[]> Properties = ModuleArguments.Properties();

    private static readonly Option<string> Configuration = new("--configuration", "-c")
    {
        Description = "The configuration that was built.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "Release",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new DocumentedCommand(
            "sbom",
            "Writes the SBOM of a module that was restored and built: CycloneDX 1.7, the same bytes as in its package.",
            "modulebuild sbom src/Acme.Orders -o acme.orders.cdx.json")
        {
            Project, Output, Configuration, Properties,
        }.Runs(Run);

    private static int Run(CommandContext context)
    {
        var file = SingleProject.Find(context.Parsed.GetValue(Project), context.CurrentFolder);
        var properties = PackTargets.WithPacking(ModuleArguments.ToProperties(
            [$"Configuration={context.Parsed.GetValue(Configuration)}", .. context.Parsed.GetValue(Properties) ?? []]));
        var module = ModuleValidations.Run([new ModuleInput(file, IsProject: true)], properties, context.Terminal, context.Cancellation)[0];
        var (document, findings) = Write(module, file, properties);
        var output = context.Parsed.GetValue(Output);

        // The document has standard output for itself.
        var code = (output is null ? context.ErrorReport : context.Report).Write(findings, [], null);
        return document is null || code != ExitCode.Success ? ExitCode.Findings : context.WriteResult(output, document);
    }

    private static (byte[]? Document, ImmutableArray<Finding> Findings) Write(
        ValidatedModule module, string file, ImmutableDictionary<string, string> properties)
    {
        if (module.HasErrors || module is not { Project: { } project, Validation.Manifest: { } manifest })
        {
            return (null, [.. module.Findings.Where(finding => finding.Severity == Severity.Error)]);
        }

        if (!File.Exists(project.AssetsFile))
        {
            return (null, RuntimeClosureReader.Read(project.AssetsFile, project.Facts.TargetFrameworks).Findings);
        }

        var (contents, problems) = PackTargets.Run(file, properties);
        if (contents is null)
        {
            return (null, problems);
        }

        var result = SbomStage.Run(new SbomStageInput(
            manifest, project.Facts, project.AssetsFile, contents.TargetFrameworks, contents.Files, project.Folder, project.SourceDateEpoch, project.SdkVersion));
        return (result.Document, result.Findings);
    }
}

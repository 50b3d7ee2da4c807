using System.CommandLine;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Reporting;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild report</c>: what came of a build, from its binary log.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Log = ModuleArguments.Package("log", "The binary log that 'dotnet build -bl' wrote, such as msbuild.binlog.");

    private static readonly Option<bool> Json = new("--json") { Description = "Print the report as one JSON object." };

    private static readonly Option<string?> Sarif = ModuleArguments.File("--sarif", "Write all that was found into one SARIF log, as code-scanning sites take it.");

    private static readonly Option<string> Category = new("--category")
    {
        Description = "The category in the SARIF log of what no module raised, which tells it from other builds of the same commit. Modules have categories of their own.",
        HelpName = "NAME",
        DefaultValueFactory = _ => MergedSarif.Category,
    };

    private static readonly Option<bool> Partial = new("--partial")
    {
        Description = "Only some of the projects were built: the SARIF log says that what no module raised is not all there is.",
    };

    private static readonly Option<string?> Workspace = ModuleArguments.File("--workspace", "The folder that files are told from. Default: the repository around the current folder.");

    /// <summary>The command.</summary>
    public static Command Create() =>
        new DocumentedCommand(
            "report",
            "Says what came of a build: its errors and warnings, each once, and of each module score, capabilities, vulnerabilities and SBOM.",
            "modulebuild report msbuild.binlog",
            "modulebuild report msbuild.binlog --json --sarif build.sarif")
        {
            Log, Json, Sarif, Category, Partial, Workspace,
        }.Runs(Run);

    private static int Run(CommandContext context)
    {
        var (log, problem) = BuildLogReader.Read(Path.GetFullPath(context.Parsed.GetRequiredValue(Log), context.CurrentFolder), context.Cancellation);
        if (problem is not null)
        {
            context.ErrorReport.Write([problem], [], null);
        }

        if (log is null)
        {
            return ExitCode.Findings;
        }

        var report = BuildReport.Of(log, RootOf(context));
        if (WriteSarif(context, report) is { } failure)
        {
            return failure;
        }

        if (context.Parsed.GetValue(Json))
        {
            context.Terminal.Out.Write(BuildReportJson.Of(report));
        }
        else
        {
            foreach (var line in new BuildReportText(report).Lines())
            {
                context.Terminal.Out.WriteLine(line);
            }
        }

        return report.Succeeded is true && report.Errors == 0 ? ExitCode.Success : ExitCode.Findings;
    }

    private static string RootOf(CommandContext context)
    {
        if (context.Parsed.GetValue(Workspace) is not { } named)
        {
            return ShownPaths.RepositoryRoot(context.CurrentFolder);
        }

        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(named, context.CurrentFolder));
        return Directory.Exists(folder) ? folder : throw new UsageException($"'{named}' is no folder. Give the folder that files are to be told from.");
    }

    private static int? WriteSarif(CommandContext context, BuildReport report)
    {
        if (context.Parsed.GetValue(Sarif) is not { } file)
        {
            return null;
        }

        var (bytes, left) = MergedSarif.Write(report, context.Parsed.GetRequiredValue(Category), context.Parsed.GetValue(Partial));
        if (AtomicFile.Write(Path.GetFullPath(file, context.CurrentFolder), bytes) is { } failure)
        {
            return context.ErrorReport.Write([failure], [], null);
        }

        if (left > 0)
        {
            context.Terminal.Error.WriteLine($"{FindingSummary.Count(left, "result")} did not find room in '{file}'.");
        }

        return null;
    }
}

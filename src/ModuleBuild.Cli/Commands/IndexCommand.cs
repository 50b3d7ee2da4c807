using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Feeds.Index;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild index</c>: a snapshot of feeds, from which <c>resolve --index</c> answers without them.</summary>
internal sealed class IndexCommand
{
    private readonly Argument<string[]> _ids = ModuleArguments.Ids("Packages to begin with, as ID or ID@RANGE. Default: what the modules of the workspace ask for.");

    private readonly Option<string?> _output = ModuleArguments.Output();

    private readonly Option<bool> _all = new("--all") { Description = "Every version of each package, not only those that somebody's range admits." };

    private readonly Option<string?> _workspace = WorkspaceOfCommand.Option();

    private readonly SourceOptions _sources = new();

    private IndexCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new IndexCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "index",
            "Writes a snapshot of feeds as one JSON file: packages, and all that they lead to. 'resolve --index' answers from it.",
            "modulebuild index -o feed.json.gz",
            "modulebuild index Acme.Orders \"Acme.Billing@[1.0,2.0)\" --source https://nuget.example.com/v3/index.json > feed.json")
        {
            _ids, _output, _all, _workspace, _sources.All,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        var ids = context.Parsed.GetValue(_ids) ?? [];
        var root = ids.Length == 0 || context.Parsed.GetValue(_workspace) is not null
            ? WorkspaceOfCommand.Find(context.Parsed.GetValue(_workspace), context.CurrentFolder)
            : Core.Files.Workspace.FindRoot(context.CurrentFolder);
        if (Roots(context, ids, root) is not { } roots)
        {
            return ExitCode.Findings;
        }

        var (source, problems) = LockWriter.OpenNewest(context, _sources, root);
        ImmutableArray<PackageFacts> packages = [];
        ImmutableArray<Finding> findings = [];
        if (source is not null)
        {
            using var progress = new ProgressLine(context.Terminal);
            var request = new IndexRequest(roots) { AllVersions = context.Parsed.GetValue(_all) };
            (packages, findings) = await FeedIndexer.CollectAsync(source, request, progress, context.Cancellation);
        }

        // Half a snapshot would be an answer that looks whole.
        var code = context.ErrorReport.Write([.. problems, .. findings], [], null);
        return source is null || code != ExitCode.Success ? ExitCode.Findings : Write(context, packages);
    }

    private int Write(CommandContext context, ImmutableArray<PackageFacts> packages)
    {
        if (context.Parsed.GetValue(_output) is not { } file)
        {
            return context.WriteResult(null, IndexWriter.Write(packages));
        }

        var path = Path.GetFullPath(file, context.CurrentFolder);
        if (IndexWriter.WriteFile(path, packages) is { } failure)
        {
            return context.Report.Write([failure], [], null);
        }

        context.Messages.WriteLine(
            $"Wrote {ShownPaths.Shorten(path, context.CurrentFolder)}: {FindingSummary.Count(packages.Length, "version")} of {FindingSummary.Count(packages.Select(package => package.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count(), "package")}.");
        return ExitCode.Success;
    }

    private static ImmutableArray<PackageDependency>? Roots(CommandContext context, string[] ids, string root) => ids.Length > 0
        ? [.. ids.Select(id => Notation.Root(id, "ID@RANGE").Dependency)]
        : LockedWorkspace.Open(context, root)?.Lock.Modules.Values.SelectMany(module => module.Dependencies).ToImmutableArray();
}

using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Feeds.Index;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild resolve</c>: the answer to a question that is asked on the command line.</summary>
internal sealed class ResolveCommand
{
    private readonly Option<string?> _index = ModuleArguments.File("--index", "Answer from an index file alone, plain or gzip. Default: the feeds of the current folder.");

    private readonly Option<string?> _locked = ModuleArguments.File("--locked", "Versions to keep where possible: a module.lock.json, what 'resolve --json' printed, or a map from id to version.");

    private readonly Option<string[]> _roots = ModuleArguments.Many("--root", "ID@RANGE", "A package that the set must hold. May be repeated.");

    private readonly Option<string[]> _hosts = ModuleArguments.Many("--host", "ID@VERSION", "A host that is there. May be repeated.");

    private readonly Option<string?> _platform = new("--platform") { Description = "The runtime identifier on which the set is to run.", HelpName = "RID" };

    private readonly Option<bool> _json = new("--json") { Description = "Print the result as one JSON object." };

    private readonly Option<string?> _graph = new("--graph") { Description = "Print the result as a graph: mermaid.", HelpName = "mermaid" };

    private readonly PolicyOptions _policy = new();

    private readonly SourceOptions _sources = new();

    private ResolveCommand()
    {
        _graph.AcceptOnlyFromAmong("mermaid");
    }

    /// <summary>The command.</summary>
    public static Command Create() => new ResolveCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "resolve",
            "Finds one version of each package that satisfies everything, or explains why there is none. Writes nothing.",
            "modulebuild resolve --index feed.json --root \"Acme.Orders@[1.0,2.0)\" --root Acme.Billing",
            "modulebuild resolve --root Acme.Orders@2.* --host Acme.Shop@3.1.0 --strategy security-first --json",
            "modulebuild resolve --index feed.json.gz --root Acme.Orders --locked module.lock.json")
        {
            _index, _roots, _locked, _hosts, _platform, _json, _graph, _policy.All, _sources.All,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        var parsed = context.Parsed;
        var root = Workspace.FindRoot(context.CurrentFolder);
        var (settings, problems) = SettingsOf(parsed, root);
        var request = settings is null ? null : Request(parsed, settings);
        var (locked, lockProblems) = parsed.GetValue(_locked) is { } file
            ? LockedVersions.Read(Path.GetFullPath(file, context.CurrentFolder))
            : (request?.Locked, []);
        var (source, sourceProblems) = Open(context, root, settings);
        ImmutableArray<Finding> findings = [.. problems, .. lockProblems, .. sourceProblems];
        if (request is null || locked is null || source is null)
        {
            return Tell(context, new ResolutionResult(null, null, findings));
        }

        using var progress = new ProgressLine(context.Terminal);
        var result = await ModuleResolver.ResolveAsync(request with { Locked = locked }, source, progress, context.Cancellation);
        if (result.LacksVersions && source.Refresh() is { } fresh)
        {
            result = await ModuleResolver.ResolveAsync(request with { Locked = locked }, fresh, progress, context.Cancellation);
        }

        context.Cancellation.ThrowIfCancellationRequested();
        return Tell(context, result with { Findings = [.. findings, .. result.Findings] });
    }

    // With an index the answer is the index's alone: the same wherever it is asked.
    private (ResolutionSettings? Settings, ImmutableArray<Finding> Findings) SettingsOf(ParseResult parsed, string root)
    {
        if (parsed.GetValue(_index) is not null)
        {
            return (new ResolutionSettings(), []);
        }

        var (settings, findings) = WorkspaceSettings.Read(root);
        return (settings?.Resolution, findings);
    }

    private ResolutionRequest Request(ParseResult parsed, ResolutionSettings settings) => new()
    {
        Roots = [.. (parsed.GetValue(_roots) ?? []).Select(text => Notation.Root(text))],
        Hosts = settings.Hosts.SetItems((parsed.GetValue(_hosts) ?? []).Select(Notation.Host)),
        Platform = parsed.GetValue(_platform) ?? settings.Platform,
        Policy = _policy.Apply(parsed, settings.ToPolicy(ResolutionPolicy.Default)),
    };

    private (IPackageSource? Source, ImmutableArray<Finding> Findings) Open(CommandContext context, string root, ResolutionSettings? settings)
    {
        if (context.Parsed.GetValue(_index) is not { } index)
        {
            return _sources.Open(context.Parsed, root, settings?.Sources ?? []);
        }

        var (packages, findings) = IndexFileReader.Read(Path.GetFullPath(index, context.CurrentFolder));
        return findings.Any(finding => finding.Severity == Severity.Error) ? (null, findings) : (new MemorySource(packages), findings);
    }

    private int Tell(CommandContext context, ResolutionResult result)
    {
        var report = new ResolutionReport(context);
        return context.Parsed.GetValue(_json) ? report.WriteJson(result)
            : context.Parsed.GetValue(_graph) is not null ? report.WriteGraph(result)
            : report.WriteText(result, context.Parsed.GetValue(_locked) is not null);
    }
}

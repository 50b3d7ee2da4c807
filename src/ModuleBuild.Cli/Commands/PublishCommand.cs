using System.Collections.Immutable;
using System.CommandLine;
using System.Runtime.CompilerServices;
using ModuleBuild.Cli.Publishing;
using ModuleBuild.Cli.Release;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Publishing;
using ModuleBuild.Release.Publishing;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild publish</c>: pushes packages with evidence to a feed, so that a run that died is finished by the next.</summary>
internal sealed class PublishCommand
{
    private readonly Argument<string[]> _paths = ModuleArguments.Packages();

    private readonly PublishTargets _targets = new();

    private readonly Option<string?> _store = ReleaseOptions.Store();

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Check all and show the plan; push and journal nothing." };

    private readonly Option<bool> _wait = new("--wait") { Description = "Wait until the feed shows what was pushed, so that what comes next can have it; at most half an hour." };

    private readonly Option<string?> _evidence = new("--evidence")
    {
        Description = "Write SBOM, VEX and findings of the packages into a folder, each with the name and version of its package.",
        HelpName = "FOLDER",
    };

    private readonly Option<bool> _json = ReleaseOptions.Json("Print what became of the packages as one JSON object.");

    private PublishCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new PublishCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "publish",
            "Publishes packages with evidence to a NuGet feed: checks them, pushes each after those that it needs, compares what the feed has.",
            "modulebuild publish artifacts/package/release --source nuget.org --api-key-env NUGET_API_KEY",
            "modulebuild publish 'artifacts/**/*.nupkg' --source ./feed --dry-run")
        {
            _paths, _targets.All, _store, _dryRun, _wait, _evidence, _json,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(_store));
        var paths = PackagePaths.Find(context.Parsed.GetValue(_paths) ?? [], context.CurrentFolder);
        var (feed, symbols, problem) = _targets.Open(context, session.Root, session.Settings.Release.PublishSource);
        if (feed is null)
        {
            return Report(context, [problem!]);
        }

        var (packages, unreadable) = await ReadAsync(paths, _targets.WithSymbols(context), context.Cancellation);
        if (!unreadable.IsEmpty)
        {
            return Report(context, unreadable);
        }

        var journal = HasStore(context, session)
            ? new PublishJournal(session.Store, session.By, session.Owner, session.Clock, () => (session.Clock.GetTimestamp() & 1023) / 1024.0)
            : null;
        var tools = new PublishTools(feed, symbols!, journal, session.Settings.Release);
        var publisher = new Publisher(tools, session.Clock);
        return await RunAsync(context, tools, publisher, await publisher.PlanAsync(packages, context.Cancellation));
    }

    private async Task<int> RunAsync(CommandContext context, PublishTools tools, Publisher publisher, PublishPlan plan)
    {
        var (isDryRun, isJson) = (context.Parsed.GetValue(_dryRun), context.Parsed.GetValue(_json));
        if (!isJson)
        {
            PublishText.WritePlan(context.Terminal.Out, tools, plan);
            context.Terminal.Out.Flush();
        }

        var isBlocked = plan.IsBlocked;
        var result = isDryRun || isBlocked
            ? new PublishResult(plan.Steps, plan.Findings)
            : await publisher.RunAsync(plan, isJson ? null : new Lines(context.Terminal.Out), context.Cancellation);
        var (evidence, unwritten) = WriteEvidence(context, plan);
        ImmutableArray<Finding> findings = [.. result.Findings, .. unwritten];
        var hidden = isDryRun || !findings.IsEmpty || !context.Parsed.GetValue(_wait) ? [] : await WaitAsync(context, tools, plan);
        if (isJson)
        {
            context.Terminal.Out.Write(new PublishJson(tools, isDryRun, isBlocked, evidence, context.CurrentFolder).Of(result.Steps, findings, hidden));
        }
        else
        {
            context.Terminal.Out.WriteLine(
                isBlocked ? "Nothing was pushed: every package has to pass first."
                : isDryRun ? "Nothing was pushed: this is a dry run."
                : PublishText.Summary(result));
        }

        if (hidden is [{ } first, ..])
        {
            context.Terminal.Error.WriteLine($"Published; {tools.Feed.Name} does not show {first}{(hidden.Length > 1 ? " and others" : "")} yet. Run the same again to go on waiting.");
        }

        var code = Report(context, findings);
        context.Cancellation.ThrowIfCancellationRequested(); // what became of the packages is told by now
        return code == ExitCode.Success && !hidden.IsEmpty ? ExitCode.Waiting : code;
    }

    private static async Task<ImmutableArray<PackageFile>> WaitAsync(CommandContext context, PublishTools tools, PublishPlan plan)
    {
        ImmutableArray<PackageFile> files = [.. plan.Steps.Select(step => step.Package.File)];
        try
        {
            return await new FeedVisibility(tools.Feed, TimeProvider.System).WaitAsync(files, new Sentences(context.Terminal.Error), context.Cancellation);
        }
        catch (OperationCanceledException)
        {
            return files; // nobody knows
        }
    }

    private (ILookup<string, PublishedEvidence> Written, ImmutableArray<Finding> Problems) WriteEvidence(CommandContext context, PublishPlan plan) =>
        context.Parsed.GetValue(_evidence) is { } folder && !plan.IsBlocked
            ? PublishedEvidence.Write(plan.Steps.Select(step => step.Package), Path.GetFullPath(folder, context.CurrentFolder))
            : (Array.Empty<PublishedEvidence>().ToLookup(_ => string.Empty, StringComparer.Ordinal), []);

    // By itself, so that NuGet's client is loaded when there is something to read.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(ImmutableArray<PublishablePackage> Packages, ImmutableArray<Finding> Findings)> ReadAsync(
        ImmutableArray<string> paths, bool withSymbols, CancellationToken cancellation)
    {
        var packages = ImmutableArray.CreateBuilder<PublishablePackage>(paths.Length);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var path in paths)
        {
            var (package, problem) = await PublishablePackages.ReadAsync(path, withSymbols, cancellation);
            if (package is not null)
            {
                packages.Add(package);
            }
            else
            {
                findings.Add(problem!);
            }
        }

        return (packages.ToImmutable(), findings.ToImmutable());
    }

    // Without a store nothing is made: a folder feed and one machine need no journal.
    private bool HasStore(CommandContext context, ReleaseSession session) =>
        context.Parsed.GetValue(_store) is not null || session.Settings.Release.Store is not null
        || Directory.Exists(Path.Combine(session.Root, ReleaseSettings.DefaultStore));

    private static int Report(CommandContext context, IReadOnlyList<Finding> findings) => context.ErrorReport.Write(findings, [], null);

    private sealed class Sentences(TextWriter writer) : IProgress<string>
    {
        public void Report(string value) => writer.WriteLine(value);
    }

    private sealed class Lines(TextWriter writer) : IProgress<PublishStep>
    {
        public void Report(PublishStep value)
        {
            writer.WriteLine(PublishText.Line(value));
            writer.Flush();
        }
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Planning;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild promote</c>: the set that is good in one environment becomes the set of the next.</summary>
internal static class PromoteCommand
{
    private static readonly Argument<string> From = ReleaseOptions.Environment("from", $"Where the set comes from: an environment; or '{SetOrigin.Feed}', the newest of the feeds that fit together.");

    private static readonly Argument<string> To = ReleaseOptions.Environment("to", "The environment to which it goes.");

    private static readonly Option<string[]> Modules = ModuleArguments.Many("--module", "ID@VERSION", "Only this module, over what runs there, with what it needs. May be repeated.");

    private static readonly Option<bool> NoActivate = new("--no-activate") { Description = "Bring the set to its target, and do not switch it on." };

    private static readonly ApprovalOptions Approval = new();

    private static readonly OperationOptions Operation = new();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "promote",
        "Makes the set that is good in one environment the set of the next: asks its gates, brings it, asks what runs how it is, and goes back by itself where that is not well.",
        "modulebuild promote dev staging --dry-run",
        "modulebuild promote staging production --module Acme.Orders@1.4.0 --reason \"fixes #812\"",
        "modulebuild promote feed dev --module Acme.Orders@1.4.0")
    {
        From, To, Modules, NoActivate, Approval.All, Operation.All,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var parsed = context.Parsed;
        var to = parsed.GetValue(To)!;
        if (Approval.IsGiven(parsed) && Operation.IsDryRun(parsed))
        {
            throw new UsageException("--approve signs and goes on, and --dry-run writes nothing. Take one of them.");
        }

        if (to == SetOrigin.Feed)
        {
            throw new UsageException($"'{SetOrigin.Feed}' is where modules come from; sets go to environments. 'modulebuild publish' brings packages to a feed.");
        }

        if (to == parsed.GetValue(From))
        {
            throw new UsageException($"A set cannot come from where it goes, '{to}'. To bring there again what runs, use 'modulebuild env apply {to}'.");
        }

        await using var work = Operation.Open(context);
        ImmutableArray<NamedModule> modules = [.. (parsed.GetValue(Modules) ?? []).Select(Notation.Module)];
        return Approval.IsGiven(parsed) ? await Approval.GoOnAsync(work, to) : await work.RunAsync(to, open => PlanAsync(work, open, modules));
    }

    private static async Task<PlannedOperation> PlanAsync(OperationWork work, OpenEnvironment open, ImmutableArray<NamedModule> modules)
    {
        var parsed = work.Context.Parsed;
        var origin = await SetOrigin.FindAsync(work.Session, parsed.GetValue(From)!, work.Context.Cancellation);
        if (origin.Value is not { } source)
        {
            return PlannedOperation.None(origin.Problem!);
        }

        var plan = await work.Workplace.PlanAsync(open.Setup, source, open.Running, modules, []);
        return plan.Target is null ? PlannedOperation.None(plan.Findings) : PlannedOperation.Of(
            new OperationRequest(OperationKind.Promote, plan.Target, work.Session.By)
            {
                From = source.Environment,
                FromRelease = source.Release,
                NoActivate = parsed.GetValue(NoActivate),
            },
            source.Text);
    }
}

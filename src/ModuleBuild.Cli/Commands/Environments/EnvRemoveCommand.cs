using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env remove</c>: takes modules out of an environment.</summary>
internal static class EnvRemoveCommand
{
    private static readonly Argument<string> Environment = ReleaseOptions.Environment("environment", "The environment.");

    private static readonly Argument<string[]> Ids = ModuleArguments.Ids("The modules.");

    private static readonly Option<bool> Backup = new("--backup-data") { Description = "Keep the modules' data, data/ID of the target folder, as backups/ID-RELEASE.zip, when the modules are gone." };

    private static readonly Option<bool> Cleanup = new("--cleanup-data") { Description = "Delete the modules' data when the modules are gone and what is left runs well; with --backup-data when they are kept." };

    private static readonly OperationOptions Operation = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Ids.Arity = ArgumentArity.OneOrMore;
        return new DocumentedCommand(
            "remove",
            "Takes modules out of an environment, the way of every release. Modules that need them block it, and are named.",
            "modulebuild env remove staging Acme.Orders --backup-data --cleanup-data")
        {
            Environment, Ids, Backup, Cleanup, Operation.All,
        }.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var work = Operation.Open(context);
        return await work.RunAsync(context.Parsed.GetValue(Environment)!, open => PlanAsync(context.Parsed, work, open));
    }

    private static async Task<PlannedOperation> PlanAsync(ParseResult parsed, OperationWork work, OpenEnvironment open)
    {
        var (backup, cleanup) = (parsed.GetValue(Backup), parsed.GetValue(Cleanup));
        if ((backup || cleanup) && open.Setup.Tools.Data is null)
        {
            throw new UsageException("--backup-data and --cleanup-data need a deployer of kind 'directory': only there it is known where data is.");
        }

        var plan = await work.Workplace.PlanAsync(open.Setup, new SetOrigin("what runs there", open.Running), open.Running, [], [.. parsed.GetValue(Ids)!]);
        return plan.Target is null ? PlannedOperation.None(plan.Findings) : PlannedOperation.OfRelease(
            new OperationRequest(OperationKind.Remove, plan.Target, work.Session.By) { BackupData = backup, CleanupData = cleanup }, open.Snapshot.State.Release);
    }
}

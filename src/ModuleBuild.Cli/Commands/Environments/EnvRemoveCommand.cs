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

    private static readonly Option<bool> Backup = new("--backup-data") { Description = "Keep the modules' data, data/ID of the target folder, as backups/ID-RELEASE.zip." };

    private static readonly Option<bool> Cleanup = new("--cleanup-data") { Description = "Delete the modules' data when they are gone." };

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
        var parsed = context.Parsed;
        ModuleDataFolders? data = null;
        string[] ids = [];
        var code = await work.RunAsync(parsed.GetValue(Environment)!, open =>
        {
            ids = [.. parsed.GetValue(Ids)!.Select(id => open.Running.Find(id)?.Id ?? id)]; // folders of data are named as the set names the modules
            var folders = new ModuleDataFolders(open.Setup.DataRoot, parsed.GetValue(Backup), parsed.GetValue(Cleanup));
            data = Operation.IsDryRun(parsed) ? null : folders;
            return PlanAsync(work, open, ids, data);
        });
        return code == ExitCode.Success && data?.CleanUp(ids) is { } left ? context.ErrorReport.Write([left], [], null) : code;
    }

    private static async Task<PlannedOperation> PlanAsync(OperationWork work, OpenEnvironment open, string[] ids, ModuleDataFolders? data)
    {
        var plan = await work.Workplace.PlanAsync(open.Setup, new SetOrigin("what runs there", open.Running), open.Running, [], [.. ids]);
        return plan.Target is null ? PlannedOperation.None(plan.Findings)
            : data?.BackUp(ids, open.Snapshot.State.Release) is { } failed ? PlannedOperation.None(failed)
            : PlannedOperation.OfRelease(new OperationRequest(OperationKind.Remove, plan.Target, work.Session.By), open.Snapshot.State.Release);
    }
}

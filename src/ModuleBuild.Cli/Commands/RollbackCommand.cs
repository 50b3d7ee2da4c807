using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Planning;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild rollback</c>: an earlier release becomes the current one again.</summary>
internal static class RollbackCommand
{
    private static readonly Argument<string> Environment = ReleaseOptions.Environment("environment", "The environment.");

    private static readonly Option<int?> To = ReleaseOptions.Release("--to", "Number of the release. Default: the last known good one, or the one before it where that runs.");

    private static readonly OperationOptions Operation = new();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "rollback",
        "Makes an earlier release the current one again, settings and all, as a new release. It takes the place of an operation that only waits.",
        "modulebuild rollback production --reason \"orders get lost\"",
        "modulebuild rollback staging --to 7 --dry-run")
    {
        Environment, To, Operation.All,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var work = Operation.Open(context);
        return await work.RunAsync(context.Parsed.GetValue(Environment)!, async open =>
        {
            var target = await RollbackTarget.FindAsync(work.Session.Environments, open.Snapshot, context.Parsed.GetValue(To), context.Cancellation);
            return target.Value is { } release
                ? PlannedOperation.OfRelease(new OperationRequest(OperationKind.Rollback, release.ToSet(), work.Session.By), release.Number)
                : PlannedOperation.None(target.Problem!);
        });
    }
}

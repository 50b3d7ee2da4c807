using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env apply</c>: brings to a target what the store says that it runs.</summary>
internal static class EnvApplyCommand
{
    private static readonly Argument<string> Environment = ReleaseOptions.Environment("environment", "The environment.");

    private static readonly OperationOptions Operation = new();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "apply",
        "Rebuilds a lost or drifted target: brings the current set again, from the store and the feeds, and asks what runs how it is.",
        "modulebuild env apply staging --reason \"new disk\"")
    {
        Environment, Operation.All,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var work = Operation.Open(context);
        return await work.RunAsync(context.Parsed.GetValue(Environment)!, open => Task.FromResult(open.Snapshot.State.Release is { } release
            ? PlannedOperation.OfRelease(new OperationRequest(OperationKind.Apply, open.Running, work.Session.By), release)
            : throw new UsageException($"Nothing runs in '{open.Setup.Name}', so there is nothing to apply.")));
    }
}

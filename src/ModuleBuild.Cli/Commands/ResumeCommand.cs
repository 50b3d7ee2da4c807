using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild resume</c>: goes on with operations that wait, or whose process died.</summary>
internal static class ResumeCommand
{
    private static readonly Argument<string?> Environment = ReleaseOptions.OptionalEnvironment("The environment. Default: all of them.");

    private static readonly Option<bool> Cancel = new("--cancel") { Description = "Take the operation back instead, where it only waits." };

    private static readonly OperationOptions Operation = new();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "resume",
        "Goes on with what is open: an operation that waited, or whose process died. Running it when nothing is open does no harm.",
        "modulebuild resume",
        "modulebuild resume production --wait",
        "modulebuild resume production --cancel --reason \"not this week\"")
    {
        Environment, Cancel, Operation.OfOpenOnes,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var work = Operation.Open(context);
        IReadOnlyList<string> environments = context.Parsed.GetValue(Environment) is { } named ? [named] : [];
        if (environments.Count == 0)
        {
            var list = await work.Session.Store.ListAsync(StorePaths.Prefix, context.Cancellation);
            if (list.Value is null)
            {
                return work.Workplace.Tell([list.Problem!]);
            }

            environments = [.. list.Value.Names.Select(StorePaths.EnvironmentOf)];
        }

        var worst = ExitCode.Success;
        foreach (var environment in environments)
        {
            var code = await ResumeAsync(work, environment);
            worst = worst == ExitCode.Findings || code == ExitCode.Success ? worst : code;
        }

        return worst;
    }

    private static async Task<int> ResumeAsync(OperationWork work, string environment)
    {
        var (context, session) = (work.Context, work.Session);
        var read = await session.Environments.ReadAsync(environment, context.Cancellation);
        if (read.Value is null)
        {
            return work.Events.Stop(environment, [read.Problem!]);
        }

        if (read.Value.Operation is not { } operation)
        {
            context.Terminal.Error.WriteLine($"{environment}: nothing is open.");
            return ExitCode.Success;
        }

        if (context.Parsed.GetValue(Cancel))
        {
            var cancelled = await session.Environments.ChangeAsync(
                environment,
                now => Closing.Cancel(now, operation.Id, session.By, Operation.Reason(context.Parsed) ?? "It was taken back.", session.Clock.GetUtcNow()),
                context.Cancellation);
            if (cancelled.Problem is { } problem)
            {
                return work.Events.Stop(environment, [problem]);
            }

            work.Events.End(environment, new OperationResult(cancelled.Value, OperationOutcome.Cancelled, []));
            return ExitCode.Success;
        }

        var setup = await work.Workplace.SetupAsync(environment);
        return setup.Value is null
            ? work.Events.Stop(environment, setup.Findings)
            : await work.In(setup.Value).ResumeAsync(read.Value, Operation.ToRun(context.Parsed).Waits);
    }
}

using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild resume</c>: goes on with operations that wait, or whose process died.</summary>
internal sealed class ResumeCommand
{
    private readonly Argument<string?> _environment = ReleaseOptions.OptionalEnvironment("The environment. Default: all of them.");

    private readonly Option<bool> _wait = new("--wait") { Description = "Wait where a gate says: not yet." };

    private readonly Option<bool> _cancel = new("--cancel") { Description = "Take the operation back instead, where it only waits." };

    private readonly Option<string?> _reason = ReleaseOptions.Reason("With --cancel: why.");

    private readonly Option<bool> _json = ReleaseOptions.Json("Print what happens as JSON objects, one a line.");

    private readonly Option<string?> _store = ReleaseOptions.Store();

    private readonly SourceOptions _sources = new();

    private ResumeCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new ResumeCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "resume",
            "Goes on with what is open: an operation that waited, or whose process died. Running it when nothing is open does no harm.",
            "modulebuild resume",
            "modulebuild resume production --wait",
            "modulebuild resume production --cancel --reason \"not this week\"")
        {
            _environment, _wait, _cancel, _reason, _json, _store, _sources.All,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(_store));
        var workplace = new Workplace(context, session, _sources);
        IReadOnlyList<string> environments = context.Parsed.GetValue(_environment) is { } named ? [named] : [];
        if (environments.Count == 0)
        {
            var list = await session.Store.ListAsync(StorePaths.Prefix, context.Cancellation);
            if (list.Value is null)
            {
                return workplace.Tell([list.Problem!]);
            }

            environments = [.. list.Value.Names.Select(StorePaths.EnvironmentOf)];
        }

        var worst = ExitCode.Success;
        foreach (var environment in environments)
        {
            var code = await ResumeAsync(workplace, session, context, environment);
            worst = worst == ExitCode.Findings || code == ExitCode.Success ? worst : code;
        }

        return worst;
    }

    private async Task<int> ResumeAsync(Workplace workplace, ReleaseSession session, CommandContext context, string environment)
    {
        var parsed = context.Parsed;
        var events = new OperationEvents(context, session.Clock, parsed.GetValue(_json));
        var read = await session.Environments.ReadAsync(environment, context.Cancellation);
        if (read.Value is null)
        {
            return events.Stop(environment, [read.Problem!]);
        }

        if (read.Value.Operation is not { } operation)
        {
            context.Terminal.Error.WriteLine($"{environment}: nothing is open.");
            return ExitCode.Success;
        }

        if (parsed.GetValue(_cancel))
        {
            var cancelled = await session.Environments.ChangeAsync(
                environment,
                now => Closing.Cancel(now, operation.Id, session.By, parsed.GetValue(_reason) ?? "It was taken back.", session.Clock.GetUtcNow()),
                context.Cancellation);
            return cancelled.Problem is { } problem ? events.Stop(environment, [problem]) : ExitCode.Success;
        }

        var setup = await workplace.SetupAsync(environment);
        return setup.Value is null
            ? events.Stop(environment, setup.Findings)
            : await new OperationRun(workplace, session, setup.Value, events, context.Cancellation).ResumeAsync(operation, parsed.GetValue(_wait));
    }
}

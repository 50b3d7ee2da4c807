using System.CommandLine;
using System.Globalization;
using ModuleBuild.Cli.Release;

namespace ModuleBuild.Cli.Commands.Ledgers;

/// <summary><c>modulebuild ledger checkpoint</c>: a signed statement about the end of a ledger.</summary>
internal static class LedgerCheckpointCommand
{
    private static readonly Argument<string> Environment = ReleaseOptions.Environment("environment", "The environment.");

    private static readonly Option<bool> Unsigned = new("--unsigned") { Description = "Do not sign it. It shows accidents then, and no attack." };

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "checkpoint",
        "Signs what a ledger says now, with the key of git's user.signingkey, as a tag of the store. A chain that is made anew or cut off later is not what it saw.",
        "modulebuild ledger checkpoint production")
    {
        Environment, Unsigned, Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(Store));
        var read = await session.Environments.ReadAsync(context.Parsed.GetValue(Environment)!, context.Cancellation);
        if (read.Value is null)
        {
            return context.Report.Write([read.Problem!], [], null);
        }

        await using var checkpoints = session.OpenCheckpoints(null);
        if (await checkpoints.Store.AddAsync(read.Value, session.By, !context.Parsed.GetValue(Unsigned), context.Cancellation) is { } problem)
        {
            return context.Report.Write([problem], [], null);
        }

        context.Messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read.Value.State.Environment}: entry {read.Value.Head.Sequence} is witnessed, {read.Value.Head.Hash}."));
        return ExitCode.Success;
    }
}

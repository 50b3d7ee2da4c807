using System.CommandLine;
using System.Globalization;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Ledger;
using ModuleBuild.Release.Publishing;

namespace ModuleBuild.Cli.Commands.Ledgers;

/// <summary><c>modulebuild ledger verify</c>: shows that nobody changed what is told.</summary>
internal static class LedgerVerifyCommand
{
    private static readonly Argument<string?> Environment = ReleaseOptions.OptionalEnvironment("The environment. Default: all of them.");

    private static readonly Option<string?> Signers = ModuleArguments.File("--signers", "Who may sign checkpoints: a file of SSH keys (allowed_signers). Default: git's own settings.");

    private static readonly Option<bool> Unsigned = new("--accept-unsigned") { Description = "Compare with checkpoints that nobody signed, too." };

    private static readonly SeenOption Seen = new();

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "verify",
        "Verifies ledgers: each entry carries the hash of the one before, up to the head; and the chain is the one that checkpoints saw.",
        "modulebuild ledger verify",
        "modulebuild ledger verify production --signers environments/allowed_signers")
    {
        Environment, Signers, Unsigned, Seen.Option, Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var parsed = context.Parsed;
        var seen = Seen.Read(parsed, parsed.GetValue(Environment));
        await using var session = ReleaseSession.Open(context, parsed.GetValue(Store));
        var all = await Snapshots.ReadAsync(session, parsed.GetValue(Environment), context.Cancellation);
        if (all.Problem is { } problem)
        {
            return context.Report.Write([problem], [], null);
        }

        await using var checkpoints = session.OpenCheckpoints(parsed.GetValue(Signers) is { } signers ? Path.GetFullPath(signers, context.CurrentFolder) : null);
        var worst = ExitCode.Success;
        foreach (var snapshot in all.Value)
        {
            var verdict = await new LedgerVerification(session.Store, new SeenCheckpoints(checkpoints.Store, seen)).VerifyAsync(snapshot, parsed.GetValue(Unsigned), context.Cancellation);
            worst = Math.Max(worst, context.Report.Write([.. verdict.Findings], [], null));
            if (verdict.Findings.IsEmpty)
            {
                context.Messages.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{snapshot.State.Environment}: {Counted(verdict.Entries, "entry", "entries")}, whole and in order; {(verdict.Checkpoints.IsEmpty ? "no checkpoint to compare with" : $"the same that {Counted(verdict.Checkpoints.Length, "checkpoint", "checkpoints")} saw")}."));
            }
        }

        return parsed.GetValue(Environment) is null ? Math.Max(worst, await VerifyPublishingAsync(context, session)) : worst;
    }

    private static async Task<int> VerifyPublishingAsync(CommandContext context, ReleaseSession session)
    {
        var journal = await new PublishJournal(session.Store, session.By, session.Owner, session.Clock, () => 0).ReadHistoryAsync(context.Cancellation);
        if (journal.Value is null)
        {
            return context.Report.Write([journal.Problem!], [], null);
        }

        if (!journal.Value.Entries.IsEmpty)
        {
            context.Messages.WriteLine($"publishing: {Counted(journal.Value.Entries.Length, "entry", "entries")}, whole and in order.");
        }

        return ExitCode.Success;
    }

    private static string Counted(long number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}

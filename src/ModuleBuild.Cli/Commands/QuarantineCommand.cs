using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild quarantine</c>: sets that were found to be bad.</summary>
internal static class QuarantineCommand
{
    private static readonly Argument<string> Environment = ReleaseOptions.Environment("environment", "The environment.");

    private static readonly Argument<int?> Release = ReleaseOptions.Number("release", "Number of the release. Default: all that are quarantined there.");

    private static readonly Option<string?> Reason = ReleaseOptions.Reason("Why; it stands in the ledger. Demanded.");

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand("quarantine", "What is about sets that were found to be bad. 'modulebuild status' lists them.", "modulebuild quarantine lift staging 7 --reason \"the database was down\"")
    {
        Lift(),
    };

    private static Command Lift()
    {
        Release.Arity = ArgumentArity.ZeroOrOne;
        return new DocumentedCommand(
            "lift",
            "Lifts the quarantine of a set, so that it may come here again.",
            "modulebuild quarantine lift staging 7 --reason \"the database was down\"")
        {
            Environment, Release, Reason, Store,
        }.Runs(LiftAsync);
    }

    private static async Task<int> LiftAsync(CommandContext context)
    {
        var parsed = context.Parsed;
        if (string.IsNullOrWhiteSpace(parsed.GetValue(Reason)))
        {
            throw new UsageException("--reason is missing. Say why the set is not bad after all; it stands in the ledger.");
        }

        await using var session = ReleaseSession.Open(context, parsed.GetValue(Store));
        var changed = await session.Environments.ChangeAsync(
            parsed.GetValue(Environment)!,
            now => Approving.LiftQuarantine(now, parsed.GetValue(Release), session.By, parsed.GetValue(Reason)!, session.Clock.GetUtcNow()),
            context.Cancellation);
        if (changed.Problem is { } problem)
        {
            return context.Report.Write([problem], [], null);
        }

        context.Messages.WriteLine($"{parsed.GetValue(Environment)}: lifted. What was quarantined may come again.");
        return ExitCode.Success;
    }
}

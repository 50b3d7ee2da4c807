using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Commands.Ledgers;

/// <summary><c>modulebuild ledger show</c>: one entry, whole.</summary>
internal static class LedgerShowCommand
{
    private static readonly Argument<string> Environment = ReleaseOptions.Environment("environment", "The environment.");

    private static readonly Argument<int?> Number = ReleaseOptions.Number("entry", "Number of the entry.");

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand("show", "Shows an entry of a ledger as it is kept.", "modulebuild ledger show staging 12")
    {
        Environment, Number, Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(Store));
        var read = await session.Environments.ReadAsync(context.Parsed.GetValue(Environment)!, context.Cancellation);
        if (read.Value is null)
        {
            return context.Report.Write([read.Problem!], [], null);
        }

        var number = context.Parsed.GetValue(Number)!.Value;
        if (number > read.Value.Head.Sequence)
        {
            throw new UsageException(FormattableString.Invariant($"The ledger of '{read.Value.State.Environment}' has entries 1 to {read.Value.Head.Sequence}, and not {number}."));
        }

        var file = await session.Store.ReadAsync(read.Value.Tip, [StorePaths.LedgerEntry(number)], context.Cancellation);
        return file.Value?.Files[0] is { } bytes ? context.WriteResult(null, bytes)
            : context.Report.Write([file.Problem ?? Missing(read.Value, number)], [], null);
    }

    private static Finding Missing(EnvironmentSnapshot snapshot, long number) => Finding.Create(
        DiagnosticCatalog.LedgerBroken, new SourceLocation(snapshot.Tip.Branch), snapshot.State.Environment, FormattableString.Invariant($"entry {number} is missing."));
}

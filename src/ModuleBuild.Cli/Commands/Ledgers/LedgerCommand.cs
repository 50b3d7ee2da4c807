using System.CommandLine;

namespace ModuleBuild.Cli.Commands.Ledgers;

/// <summary><c>modulebuild ledger</c>: who did what where, when and why.</summary>
internal static class LedgerCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand("ledger", "Tells who brought what where, when and why, and shows that nobody changed what is told.", "modulebuild ledger list staging", "modulebuild ledger where Acme.Orders@1.4.0")
    {
        LedgerListCommand.Create(),
        LedgerShowCommand.Create(),
        LedgerVerifyCommand.Create(),
        LedgerCheckpointCommand.Create(),
        LedgerWhereCommand.Create(),
        LedgerExportCommand.Create(),
    };
}

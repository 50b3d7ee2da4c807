using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging;
using ModuleBuild.Release.Ledger;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Commands.Ledgers;

/// <summary><c>modulebuild ledger export</c>: the ledger for other tools, and for those who answer for what runs.</summary>
internal static class LedgerExportCommand
{
    private static readonly Argument<string?> Environment = ReleaseOptions.OptionalEnvironment("The environment. Default: all of them.");

    private static readonly Option<string> As = ModuleArguments.As("json", "prometheus", "in-toto", "report");

    private static readonly Option<string?> Output = ModuleArguments.Output();

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "export",
        "Writes ledgers as JSON, as counters for Prometheus, as in-toto statements (a line a release), or as a compliance report in Markdown.",
        "modulebuild ledger export production --as report -o compliance.md",
        "modulebuild ledger export --as prometheus")
    {
        Environment, As, Output, Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(Store));
        var (ledgers, problem) = await LedgerOf.ReadAsync(session, context.Parsed.GetValue(Environment), null, context.Cancellation);
        if (problem is not null)
        {
            return context.Report.Write([problem], [], null);
        }

        var (text, failure) = context.Parsed.GetValue(As) switch
        {
            "prometheus" => (PrometheusText.Of([.. ledgers.Select(ledger => (ledger.Snapshot.State.Environment, ledger.Operations))]), null),
            "report" => (string.Join('\n', ledgers.Select(ledger => ComplianceReport.Of(ledger.Snapshot.State.Environment, ledger.Snapshot.Head, ledger.Operations))), null),
            "in-toto" => await StatementsAsync(session, ledgers, context.Cancellation),
            _ => (Json(ledgers), (Finding?)null),
        };
        return failure is null ? context.WriteResult(context.Parsed.GetValue(Output), Encoding.UTF8.GetBytes(text)) : context.Report.Write([failure], [], null);
    }

    private static string Json(ImmutableArray<LedgerOf> ledgers) => JsonOutput.Of(json =>
    {
        json.WriteStartObject();
        foreach (var ledger in ledgers)
        {
            json.WriteStartArray(ledger.Snapshot.State.Environment);
            foreach (var entry in ledger.Entries)
            {
                JsonOutput.Copy(json, StoreJson.Write(entry));
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    private static async Task<(string Text, Finding? Failure)> StatementsAsync(ReleaseSession session, ImmutableArray<LedgerOf> ledgers, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        foreach (var ledger in ledgers)
        {
            foreach (var operation in ledger.Operations.Where(operation => operation.Accepted is not null))
            {
                var release = await session.Environments.ReadReleaseAsync(ledger.Snapshot, operation.Accepted!.Release!.Value, cancellation);
                if (release.Value is null)
                {
                    return (string.Empty, release.Problem);
                }

                text.Append(VerificationSummary.Of(release.Value, operation, $"https://github.com/modulebuild/modulebuild@{ToolVersion.Current}")).Append('\n');
            }
        }

        return (text.ToString(), null);
    }
}

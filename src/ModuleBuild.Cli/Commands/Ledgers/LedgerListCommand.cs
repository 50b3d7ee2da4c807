using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Commands.Ledgers;

/// <summary><c>modulebuild ledger list</c>: the last entries, a line each.</summary>
internal static class LedgerListCommand
{
    private static readonly Argument<string?> Environment = ReleaseOptions.OptionalEnvironment("The environment. Default: all of them.");

    private static readonly Option<int> Last = ReleaseOptions.Last("How many entries of each.", 30);

    private static readonly Option<bool> Json = ReleaseOptions.Json("Print the entries as a JSON array, each with its hash.");

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand("list", "Lists what happened last in environments.", "modulebuild ledger list staging --last 10")
    {
        Environment, Last, Json, Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(Store));
        var (ledgers, problem) = await LedgerOf.ReadAsync(session, context.Parsed.GetValue(Environment), context.Parsed.GetValue(Last), context.Cancellation);
        if (problem is not null)
        {
            return context.Report.Write([problem], [], null);
        }

        if (context.Parsed.GetValue(Json))
        {
            context.Terminal.Out.Write(JsonOutput.Of(json => WriteJson(json, ledgers)));
            return ExitCode.Success;
        }

        TextTable.Write(context.Terminal.Out, string.Empty,
        [
            ["Environment", "Entry", "When", "What", "Release", "Operation", "By", "Why"],
            .. ledgers.SelectMany(ledger => ledger.Entries.Select(entry => Row(ledger.Snapshot.State.Environment, entry))),
        ]);
        return ExitCode.Success;
    }

    // The hash of an entry stands in the one after it, and that of the last one in the head.
    private static void WriteJson(Utf8JsonWriter json, ImmutableArray<LedgerOf> ledgers)
    {
        json.WriteStartArray();
        foreach (var (snapshot, entries) in ledgers)
        {
            for (var index = 0; index < entries.Length; index++)
            {
                json.WriteStartObject();
                json.WriteString("environment", snapshot.State.Environment);
                json.WriteString("hash", index + 1 < entries.Length ? entries[index + 1].Previous : snapshot.Head.Hash);
                json.WritePropertyName("entry");
                JsonOutput.Copy(json, StoreJson.Write(entries[index]));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static string[] Row(string environment, LedgerEntry entry)
    {
        var happened = entry.Event;
        return
        [
            environment,
            entry.Sequence.ToString(CultureInfo.InvariantCulture),
            happened.At.ToString("u", CultureInfo.InvariantCulture),
            happened.Outcome is { } outcome ? $"{happened.Kind}: {outcome}" : happened.Kind.ToString(),
            happened.Release?.ToString(CultureInfo.InvariantCulture) ?? "-",
            happened.Operation ?? "-",
            happened.By,
            happened.Why?.ReplaceLineEndings(" ") ?? string.Empty,
        ];
    }
}

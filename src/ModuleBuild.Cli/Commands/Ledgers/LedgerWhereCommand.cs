using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Release.Ledger;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Commands.Ledgers;

/// <summary><c>modulebuild ledger where</c>: in which environments a module runs, and how it came there.</summary>
internal static class LedgerWhereCommand
{
    private static readonly Argument<string> Module = new("id") { Description = "A module, or a version of it: ID@VERSION.", HelpName = "ID[@VERSION]" };

    private static readonly Option<bool> History = new("--history") { Description = "Show all that became of it, not only what runs." };

    private static readonly Option<bool> Json = ReleaseOptions.Json("Print it as a JSON array.");

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand("where", "Says in which environments a module runs, since when, who brought it there and why.", "modulebuild ledger where Acme.Orders", "modulebuild ledger where Acme.Orders@1.4.0 --history")
    {
        Module, History, Json, Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var module = Notation.Module(context.Parsed.GetValue(Module)!);
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(Store));
        var (ledgers, problem) = await LedgerOf.ReadAsync(session, null, null, context.Cancellation);
        if (problem is not null)
        {
            return context.Report.Write([problem], [], null);
        }

        var found = ImmutableArray.CreateBuilder<(string Environment, ModuleHistory Entry, bool Runs)>();
        foreach (var ledger in ledgers)
        {
            var set = await session.Environments.ReadSetAsync(ledger.Snapshot, ledger.Snapshot.State.Release, context.Cancellation);
            if (set.Value is null)
            {
                return context.Report.Write([set.Problem!], [], null);
            }

            var running = set.Value.Find(module.Id)?.Version;
            var history = ModuleHistory.Of(ledger.Operations, module.Id);
            var last = running is null ? null : history.LastOrDefault(each => each.Ran && each.Change.To == running);
            found.AddRange(history
                .Where(each => context.Parsed.GetValue(History) || each == last)
                .Where(each => module.Version is null || (each.Change.To is { } to && NuGetVersion.Parse(to) == module.Version))
                .Select(each => (ledger.Snapshot.State.Environment, each, each == last)));
        }

        Write(context, found.ToImmutable());
        return found.Count > 0 ? ExitCode.Success : ExitCode.Findings;
    }

    private static void Write(CommandContext context, ImmutableArray<(string Environment, ModuleHistory Entry, bool Runs)> found)
    {
        if (context.Parsed.GetValue(Json))
        {
            context.Terminal.Out.Write(JsonOutput.Of(json =>
            {
                json.WriteStartArray();
                foreach (var (environment, entry, runs) in found)
                {
                    json.WriteStartObject();
                    json.WriteString("environment", environment);
                    json.WriteString("version", entry.Change.To);
                    json.WriteString("before", entry.Change.From);
                    json.WriteBoolean("runs", runs);
                    json.WriteString("operation", entry.Operation);
                    json.WriteString("outcome", entry.Outcome?.ToString());
                    json.WriteBoolean("switchedOn", !entry.IsOnlyBrought);
                    json.WriteString("at", entry.At);
                    json.WriteString("by", entry.By);
                    json.WriteString("why", entry.Why);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }));
        }
        else if (found.IsEmpty)
        {
            context.Terminal.Out.WriteLine("It runs nowhere.");
        }
        else
        {
            TextTable.Write(context.Terminal.Out, string.Empty,
            [
                ["Environment", "Version", "Before", "Runs", "Release", "When", "Outcome", "By", "Why"],
                .. found.Select(each => (string[])
                [
                    each.Environment, each.Entry.Change.To ?? "-", each.Entry.Change.From ?? "-", each.Runs ? "yes" : "no",
                    each.Entry.Release?.ToString(CultureInfo.InvariantCulture) ?? "-", each.Entry.At.ToString("u", CultureInfo.InvariantCulture),
                    $"{each.Entry.Outcome?.ToString() ?? "open"}{(each.Entry.IsOnlyBrought ? ", not switched on" : string.Empty)}", each.Entry.By, each.Entry.Why ?? string.Empty,
                ]),
            ]);
        }
    }
}

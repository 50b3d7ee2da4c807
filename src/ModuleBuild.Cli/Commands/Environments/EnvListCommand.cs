using System.CommandLine;
using System.Globalization;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env list</c>: environments and what runs there, a line each.</summary>
internal static class EnvListCommand
{
    private static readonly Option<bool> Json = ReleaseOptions.Json("Print the names as a JSON array.");

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand("list", "Lists the environments of the store.", "modulebuild env list")
    {
        Json, Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(Store));
        var all = await Snapshots.ReadAsync(session, null, context.Cancellation);
        if (all.Problem is { } problem)
        {
            return context.Report.Write([problem], [], null);
        }

        if (context.Parsed.GetValue(Json))
        {
            context.Terminal.Out.Write(JsonOutput.Of(json =>
            {
                json.WriteStartArray();
                foreach (var snapshot in all.Value)
                {
                    json.WriteStringValue(snapshot.State.Environment);
                }

                json.WriteEndArray();
            }));
            return ExitCode.Success;
        }

        if (all.Value.IsEmpty)
        {
            context.Terminal.Error.WriteLine("The store has no environment. Make one with 'modulebuild env add'.");
            return ExitCode.Success;
        }

        TextTable.Write(context.Terminal.Out, string.Empty,
        [
            ["Environment", "Release", "Known good", "Open"],
            .. all.Value.Select(snapshot => (string[])
            [
                snapshot.State.Environment, Number(snapshot.State.Release), Number(snapshot.State.LastKnownGood),
                snapshot.Operation is { } open ? $"{open.Kind} {open.Id}, {open.Phase}" : "-",
            ]),
        ]);
        return ExitCode.Success;
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";
}

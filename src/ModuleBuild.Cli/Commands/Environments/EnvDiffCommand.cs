using System.CommandLine;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Promotion;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env diff</c>: how what runs in one environment differs from what runs in another.</summary>
internal static class EnvDiffCommand
{
    private static readonly Argument<string> Left = ReleaseOptions.EnvironmentOrRelease("left", "An environment, or a release of one: NAME@N.");

    private static readonly Argument<string> Right = ReleaseOptions.EnvironmentOrRelease("right", "The other.");

    private static readonly Option<bool> Json = ReleaseOptions.Json("Print the differences as a JSON array.");

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand("diff", "Compares what runs in two environments, or two releases.", "modulebuild env diff staging production", "modulebuild env diff staging@7 staging@9")
    {
        Left, Right, Json, Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(Store));
        var left = await NamedSet.ReadAsync(session, context.Parsed.GetValue(Left)!, context.Cancellation);
        var right = left.Value is null ? default : await NamedSet.ReadAsync(session, context.Parsed.GetValue(Right)!, context.Cancellation);
        if (left.Value is null || right.Value is null)
        {
            return context.Report.Write([left.Problem ?? right.Problem!], [], null);
        }

        var changes = SetChanges.Between(left.Value, right.Value);
        if (context.Parsed.GetValue(Json))
        {
            context.Terminal.Out.Write(JsonOutput.Of(json =>
            {
                json.WriteStartArray();
                foreach (var change in changes)
                {
                    json.WriteStartObject();
                    json.WriteString("id", change.Id);
                    json.WriteString("left", change.From);
                    json.WriteString("right", change.To);
                    json.WriteBoolean("settings", change.Settings);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }));
        }
        else if (changes.IsEmpty)
        {
            context.Terminal.Out.WriteLine("They are the same.");
        }
        else
        {
            TextTable.Write(context.Terminal.Out, string.Empty,
            [
                ["Module", context.Parsed.GetValue(Left)!, context.Parsed.GetValue(Right)!],
                .. changes.Select(change => (string[])[change.Id, change.From ?? "-", $"{change.To ?? "-"}{(change.Settings ? " (other settings)" : string.Empty)}"]),
            ]);
        }

        return ExitCode.Success;
    }
}

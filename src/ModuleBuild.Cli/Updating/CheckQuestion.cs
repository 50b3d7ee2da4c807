using ModuleBuild.Cli.Commands;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;

namespace ModuleBuild.Cli.Updating;

/// <summary><c>update --status</c> and <c>update --record-check</c>: when updates were looked for.</summary>
/// <param name="IsRecorded">Whether to write down that it was now; else to say when it was.</param>
/// <param name="IsJson">Whether it is printed as JSON.</param>
/// <param name="EndsByAnswer">Whether to end with 1 where it is not time to look.</param>
internal sealed record CheckQuestion(bool IsRecorded, bool IsJson, bool EndsByAnswer)
{
    /// <summary>Answers it.</summary>
    /// <param name="context">The command.</param>
    /// <param name="store">The store that was named; or null.</param>
    /// <param name="root">Absolute path of the workspace.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CommandContext context, string? store, string root)
    {
        await using var session = ReleaseSession.Open(context, store, root);
        if (IsRecorded)
        {
            return context.Report.Write(await CheckMemory.WriteAsync(context, session) is { } problem ? [problem] : [], [], null);
        }

        var status = await CheckMemory.ReadAsync(session, context.Cancellation);
        if (IsJson)
        {
            context.Terminal.Out.Write(JsonOutput.Of(status.Write));
        }
        else
        {
            foreach (var line in status.Lines())
            {
                context.Terminal.Out.WriteLine(line);
            }
        }

        return EndsByAnswer && !status.IsDue ? ExitCode.Findings : ExitCode.Success;
    }
}

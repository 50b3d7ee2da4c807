using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env history</c>: the releases of an environment, newest first.</summary>
internal static class EnvHistoryCommand
{
    private static readonly Argument<string> Environment = ReleaseOptions.Environment("environment", "The environment.");

    private static readonly Option<int> Most = ReleaseOptions.Last("How many releases.", 20);

    private static readonly Option<bool> Json = ReleaseOptions.Json("Print the releases as a JSON array.");

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand("history", "Lists the releases of an environment, newest first. What they ended as, the ledger tells.", "modulebuild env history production --last 5")
    {
        Environment, Most, Json, Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(Store));
        var (releases, problem) = await ReadAsync(session, context.Parsed.GetValue(Environment)!, context.Parsed.GetValue(Most), context.Cancellation);
        if (problem is not null)
        {
            return context.Report.Write([problem], [], null);
        }

        if (context.Parsed.GetValue(Json))
        {
            context.Terminal.Out.Write(JsonOutput.Of(json =>
            {
                json.WriteStartArray();
                foreach (var release in releases)
                {
                    JsonOutput.Copy(json, StoreJson.Write(release));
                }

                json.WriteEndArray();
            }));
            return ExitCode.Success;
        }

        if (releases.IsEmpty)
        {
            context.Terminal.Error.WriteLine($"Nothing was released in '{context.Parsed.GetValue(Environment)}' yet.");
            return ExitCode.Success;
        }

        TextTable.Write(context.Terminal.Out, string.Empty,
        [
            ["Release", "When", "Kind", "From", "Modules", "By", "Why"],
            .. releases.Select(release => (string[])
            [
                release.Number.ToString(CultureInfo.InvariantCulture),
                release.At.ToString("u", CultureInfo.InvariantCulture),
                release.Kind.ToString().ToLowerInvariant(),
                release.From is null ? release.FromRelease?.ToString(CultureInfo.InvariantCulture) ?? "-" : string.Create(CultureInfo.InvariantCulture, $"{release.From} {release.FromRelease}"),
                release.Modules.Length.ToString(CultureInfo.InvariantCulture),
                release.By,
                release.Why ?? string.Empty,
            ]),
        ]);
        return ExitCode.Success;
    }

    private static async Task<(ImmutableArray<EnvironmentRelease> Releases, Finding? Problem)> ReadAsync(ReleaseSession session, string environment, int most, CancellationToken cancellation)
    {
        var read = await session.Environments.ReadAsync(environment, cancellation);
        var releases = ImmutableArray.CreateBuilder<EnvironmentRelease>();
        for (var number = read.Value?.State.Releases ?? 0; number > 0 && releases.Count < most; number--)
        {
            var release = await session.Environments.ReadReleaseAsync(read.Value!, number, cancellation);
            if (release.Value is null)
            {
                return ([], release.Problem);
            }

            releases.Add(release.Value);
        }

        return (releases.ToImmutable(), read.Problem);
    }
}

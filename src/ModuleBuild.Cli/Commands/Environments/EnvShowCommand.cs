using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env show</c>: a release with its modules and settings.</summary>
internal static class EnvShowCommand
{
    private static readonly Argument<string> Environment = ReleaseOptions.Environment("environment", "The environment.");

    private static readonly Option<int?> Number = ReleaseOptions.Release("--release", "Number of the release. Default: the one that runs.");

    private static readonly Option<bool> Json = ReleaseOptions.Json("Print the release as it is kept.");

    private static readonly Option<string?> Store = ReleaseOptions.Store();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand("show", "Shows a release: its modules, their settings, who asked for it and why.", "modulebuild env show staging", "modulebuild env show production --release 12 --json")
    {
        Environment, Number, Json, Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var session = ReleaseSession.Open(context, context.Parsed.GetValue(Store));
        var read = await session.Environments.ReadAsync(context.Parsed.GetValue(Environment)!, context.Cancellation);
        if (read.Value is null)
        {
            return context.Report.Write([read.Problem!], [], null);
        }

        var number = context.Parsed.GetValue(Number) ?? read.Value.State.Release;
        if (number is null)
        {
            context.Terminal.Out.WriteLine($"{read.Value.State.Environment}: nothing runs.");
            return ExitCode.Success;
        }

        if (number > read.Value.State.Releases)
        {
            throw new UsageException(FormattableString.Invariant($"'{read.Value.State.Environment}' has releases 1 to {read.Value.State.Releases}, and not {number}."));
        }

        var release = await session.Environments.ReadReleaseAsync(read.Value, number.Value, context.Cancellation);
        if (release.Value is null)
        {
            return context.Report.Write([release.Problem!], [], null);
        }

        if (context.Parsed.GetValue(Json))
        {
            return context.WriteResult(null, StoreJson.Write(release.Value));
        }

        Write(context.Terminal.Out, release.Value, read.Value.State);
        return ExitCode.Success;
    }

    private static void Write(TextWriter writer, EnvironmentRelease release, EnvironmentState state)
    {
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{release.Environment}, release {release.Number}{(release.Number == state.LastKnownGood ? ", the last known good" : string.Empty)}"));
        writer.WriteLine($"  {release.Kind}{(release.From is { } from ? $" from {from}" : string.Empty)}{(release.FromRelease is { } of ? FormattableString.Invariant($", release {of}") : string.Empty)}");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  by {ForeignText.Line(release.By)} at {release.At:u}{(release.Why is { } why ? $": {ForeignText.Line(why)}" : string.Empty)}"));
        writer.WriteLine($"  digest {release.Digest}");
        TextTable.Write(writer, "  ",
        [
            ["Module", "Version", "Settings"],
            .. release.Modules.Select(module => (string[])
                [module.Id, module.Version, release.ToSet().Settings.TryGetValue(module.Id, out var settings) ? JsonNode.Parse(settings.GetRawText())!.ToJsonString() : string.Empty]),
        ]);
    }
}

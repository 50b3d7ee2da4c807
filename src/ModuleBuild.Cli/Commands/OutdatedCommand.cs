using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Resolution.Requests;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild outdated</c>: which locked packages have newer versions, and how far each can be moved.</summary>
internal sealed class OutdatedCommand
{
    private readonly Option<string?> _workspace = WorkspaceOfCommand.Option();

    private readonly Option<bool> _json = new("--json") { Description = "Print the result as one JSON object." };

    private readonly Option<bool> _exitCode = new("--exit-code") { Description = "End with 1 where something is outdated." };

    private readonly Option<bool> _prerelease = new("--prerelease") { Description = "Pre-releases count as newer versions." };

    private readonly SourceOptions _sources = new();

    private OutdatedCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new OutdatedCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "outdated",
            "Shows locked packages of which there is a newer version: how far each can be moved, its advisories, and what the newest brings.",
            "modulebuild outdated",
            "modulebuild outdated --json --exit-code")
        {
            _workspace, _json, _exitCode, _prerelease, _sources.All,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        if (LockedWorkspace.Open(context, _workspace) is not { } workspace)
        {
            return ExitCode.Findings;
        }

        var (source, findings) = LockWriter.OpenNewest(context, _sources, workspace.Root);
        if (source is null)
        {
            context.ErrorReport.Write(findings, [], null);
            return ExitCode.Findings;
        }

        var policy = LockedWorkspace.PolicyOf(workspace.Root).Policy;
        policy = context.Parsed.GetValue(_prerelease) ? policy with { Prerelease = PrereleasePolicy.All } : policy;
        ImmutableArray<OutdatedPackage> found;
        OutdatedSearch search;
        using (var progress = new ProgressLine(context.Terminal))
        {
            search = new OutdatedSearch(workspace, policy, source, progress);
            found = await search.FindAsync(context.Cancellation);
        }

        Print(context, workspace, found);
        var code = context.ErrorReport.Write([.. findings, .. search.Problems], [], null);
        return context.Parsed.GetValue(_exitCode) && !found.IsEmpty ? ExitCode.Findings : code;
    }

    private void Print(CommandContext context, LockedWorkspace workspace, ImmutableArray<OutdatedPackage> found)
    {
        if (context.Parsed.GetValue(_json))
        {
            context.Terminal.Out.Write(JsonOutput.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("checked", workspace.Lock.Packages.Length);
                writer.WriteStartArray("outdated");
                foreach (var package in found)
                {
                    package.Write(writer);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }));
            return;
        }

        foreach (var line in found.SelectMany(package => package.Lines()))
        {
            context.Messages.WriteLine(line);
        }

        var verb = found.Length == 1 ? "has" : "have";
        context.Messages.WriteLine(
            $"{FindingSummary.Count(workspace.Lock.Packages.Length, "package")}: {(found.IsEmpty ? "none has" : $"{FindingSummary.Count(found.Length, "package").Split(' ')[0]} {verb}")} a newer version.");
    }
}

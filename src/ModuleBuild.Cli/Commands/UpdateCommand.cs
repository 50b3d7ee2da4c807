using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Cli.Updating;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Resolution.Requests;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild update</c>: moves locked packages to the best version, and takes that back.</summary>
internal sealed class UpdateCommand
{
    private readonly Argument<string[]> _ids = ModuleArguments.Ids("Packages to move; the rest stays where possible. Without any, all are moved.");

    private readonly Option<string?> _workspace = WorkspaceOfCommand.Option();

    private readonly Option<bool> _undo = new("--undo") { Description = "Put back the lock from before the last update." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Write nothing; say what would change." };

    private readonly Option<bool> _prerelease = new("--prerelease") { Description = "Pre-releases may be taken as well." };

    private readonly SourceOptions _sources = new();

    private readonly Option<bool> _groups = new("--groups") { Description = "Write nothing; say group by group what can be moved, what it brings, and what ranges keep out." };

    private readonly Option<string?> _group = new("--group") { Description = "Move the packages of one group, as --groups shows it.", HelpName = "KEY" };

    private readonly Option<string?> _proposals = new("--proposals") { Description = "With --groups: write the lock as each group would make it to FOLDER/KEY/module.lock.json.", HelpName = "FOLDER" };

    private readonly Option<bool> _json = new("--json") { Description = "With --groups and --status: print it as one JSON object." };

    private readonly Option<bool> _status = new("--status") { Description = "Say whether updates are looked for by themselves, when they were last, and when they will be next." };

    private readonly Option<bool> _exitCode = new("--exit-code") { Description = "With --status: end with 1 where it is not time to look." };

    private readonly Option<bool> _recordCheck = new("--record-check") { Description = "Write into the store that updates were looked for now." };

    private readonly Option<string?> _store = ReleaseOptions.Store();

    private UpdateCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new UpdateCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "update",
            "Moves locked packages to the best version that fits, and writes module.lock.json. 'update --undo' takes it back; 'update --groups' says what there is.",
            "modulebuild update",
            "modulebuild update Acme.Billing --dry-run",
            "modulebuild update --undo",
            "modulebuild update --groups",
            "modulebuild update --status")
        {
            _ids, _workspace, _undo, _dryRun, _prerelease, _groups, _group, _proposals, _status, _exitCode, _recordCheck, _store, _json, _sources.All,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        RejectMixtures(context.Parsed);
        var ids = context.Parsed.GetValue(_ids) ?? [];
        var root = WorkspaceOfCommand.Find(context.Parsed.GetValue(_workspace), context.CurrentFolder);
        if (context.Parsed.GetValue(_status) || context.Parsed.GetValue(_recordCheck))
        {
            var asked = new CheckQuestion(context.Parsed.GetValue(_recordCheck), context.Parsed.GetValue(_json), context.Parsed.GetValue(_exitCode));
            return await asked.RunAsync(context, context.Parsed.GetValue(_store), root);
        }

        if (context.Parsed.GetValue(_groups) || context.Parsed.GetValue(_group) is not null)
        {
            return await RunGroupsAsync(context, root);
        }

        if (context.Parsed.GetValue(_undo))
        {
            return ids.Length == 0 ? Undo(context, root) : throw new UsageException("'update --undo' puts back the whole lock. Leave out the ids.");
        }

        var update = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);
        if (ids.Length > 0)
        {
            if (LockedWorkspace.Open(context, root) is not { } workspace)
            {
                return ExitCode.Findings;
            }

            update = update.Union(ids.Select(workspace.Spell));
        }

        var policy = PolicyOf(context, root);
        return await LockWriter.WriteAsync(context, _sources, new LockRequest(root)
        {
            Update = update,
            Policy = policy,
            Backup = true,
            DryRun = context.Parsed.GetValue(_dryRun),
        });
    }

    private async Task<int> RunGroupsAsync(CommandContext context, string root)
    {
        if (LockedWorkspace.Open(context, root) is not { } workspace)
        {
            return ExitCode.Findings;
        }

        var updating = new GroupUpdating(context, workspace, _sources, PolicyOf(context, root));
        return context.Parsed.GetValue(_group) is { } key
            ? await updating.TakeAsync(key, context.Parsed.GetValue(_dryRun))
            : await updating.ShowAsync(context.Parsed.GetValue(_proposals), context.Parsed.GetValue(_json));
    }

    private ResolutionPolicy? PolicyOf(CommandContext context, string root) => context.Parsed.GetValue(_prerelease)
        ? LockedWorkspace.PolicyOf(root).Policy with { Prerelease = PrereleasePolicy.All }
        : null;

    private void RejectMixtures(ParseResult parsed)
    {
        Option[] modes = [_undo, _groups, _group, _status, _recordCheck];
        var given = modes.Where(mode => parsed.GetResult(mode) is { Implicit: false }).Select(mode => mode.Name).ToList();
        if (given.Count > 1)
        {
            throw new UsageException($"{string.Join(" and ", given)} are different things to do. Give one of them.");
        }

        if (parsed.GetValue(_ids) is { Length: > 0 } && given.Count == 1 && given[0] != _undo.Name)
        {
            throw new UsageException($"'update {given[0]}' takes no ids. Groups are written in section 'update' of modulebuild.json.");
        }

        (Option Option, string[] Modes)[] parts = [(_proposals, [_groups.Name]), (_json, [_groups.Name, _status.Name]), (_exitCode, [_status.Name]), (_store, [_status.Name, _recordCheck.Name])];
        foreach (var (option, belongs) in parts)
        {
            if (parsed.GetResult(option) is { Implicit: false } && !belongs.Intersect(given).Any())
            {
                throw new UsageException($"{option.Name} is for 'update {string.Join("' and 'update ", belongs)}'.");
            }
        }
    }

    private static int Undo(CommandContext context, string root)
    {
        var path = Path.Combine(root, WorkspaceLock.FileName);
        var before = LockFileReader.Read(path).Lock;
        var findings = WorkspaceLock.Undo(root);
        if (findings.IsEmpty)
        {
            var changes = LockReport.Changes(before, LockFileReader.Read(path).Lock, null);
            context.Messages.WriteLine(
                $"Put back {ShownPaths.Shorten(path, context.CurrentFolder)} from before the last update: {FindingSummary.Count(changes.Length, "change")}.");
            foreach (var line in ChangeText.Lines(changes))
            {
                context.Messages.WriteLine(line);
            }
        }

        return context.Report.Write(findings, [], null);
    }
}

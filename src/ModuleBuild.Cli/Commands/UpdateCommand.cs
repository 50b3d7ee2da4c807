using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Resolution;
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

    private UpdateCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create() => new UpdateCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "update",
            "Moves locked packages to the best version that fits, and writes module.lock.json. 'update --undo' takes it back.",
            "modulebuild update",
            "modulebuild update Acme.Billing --dry-run",
            "modulebuild update --undo")
        {
            _ids, _workspace, _undo, _dryRun, _prerelease, _sources.All,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        var ids = context.Parsed.GetValue(_ids) ?? [];
        var root = WorkspaceOfCommand.Find(context.Parsed.GetValue(_workspace), context.CurrentFolder);
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

        var policy = context.Parsed.GetValue(_prerelease)
            ? LockedWorkspace.PolicyOf(root).Policy with { Prerelease = PrereleasePolicy.All }
            : null;
        return await LockWriter.WriteAsync(context, _sources, new LockRequest(root)
        {
            Update = update,
            Policy = policy,
            Backup = true,
            DryRun = context.Parsed.GetValue(_dryRun),
        });
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

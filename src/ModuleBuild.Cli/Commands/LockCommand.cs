using System.CommandLine;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Locking;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild lock</c>: writes the lock of a workspace, or says whether it is up to date.</summary>
internal sealed class LockCommand
{
    private readonly Argument<string?> _path = ModuleArguments.Workspace();

    private readonly Option<bool> _locked = new("--locked", "--check")
    {
        Description = "Write nothing and ask no feed; fail with the difference where the lock is out of date.",
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Write nothing; say what would change." };

    private readonly PolicyOptions _policy = new();

    private readonly SourceOptions _sources = new();

    /// <summary>The command.</summary>
    public static Command Create() => new LockCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "lock",
            "Finds one consistent set for all modules of the workspace and writes it to module.lock.json. Locked versions stay where possible.",
            "modulebuild lock",
            "modulebuild lock --locked",
            "modulebuild lock src/Acme.Orders --strategy security-first --dry-run")
        {
            _path, _locked, _dryRun, _policy.All, _sources.All,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        var root = WorkspaceOfCommand.Find(context.Parsed.GetValue(_path), context.CurrentFolder);
        if (context.Parsed.GetValue(_locked))
        {
            return Check(context, root);
        }

        var policy = _policy.AnyIn(context.Parsed) ? _policy.Apply(context.Parsed, LockedWorkspace.PolicyOf(root).Policy) : null;
        var dryRun = context.Parsed.GetValue(_dryRun);
        return await LockWriter.WriteAsync(context, _sources, new LockRequest(root) { Policy = policy, DryRun = dryRun });
    }

    private static int Check(CommandContext context, string root)
    {
        var check = WorkspaceLock.Check(root);
        if (check.UpToDate)
        {
            var name = ShownPaths.Shorten(Path.Combine(root, WorkspaceLock.FileName), context.CurrentFolder);
            context.Messages.WriteLine(check.Lock is { } found
                ? $"{name} is up to date: {FindingSummary.Count(found.Packages.Length, "package")}."
                : $"There is no {name}, and no module needs another.");
        }

        var code = context.Report.Write(check.Findings, [], null);
        return check.UpToDate ? code : ExitCode.Findings;
    }
}

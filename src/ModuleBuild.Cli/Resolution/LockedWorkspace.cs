using System.CommandLine;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution.Requests;

namespace ModuleBuild.Cli.Resolution;

/// <summary>A workspace with its lock, for commands that say something of the set.</summary>
/// <param name="Root">Absolute path of the workspace's folder.</param>
/// <param name="Lock">Its lock.</param>
internal sealed record LockedWorkspace(string Root, LockFile Lock)
{
    /// <summary>Ids of the set, in its order.</summary>
    public IEnumerable<string> Ids => Lock.Packages.Select(package => package.Id);

    /// <summary>Reads the lock of the workspace that an option names.</summary>
    /// <param name="context">Where it is told that there is none that can be read.</param>
    /// <param name="option">As <see cref="WorkspaceOfCommand.Option"/> makes it.</param>
    /// <returns>The workspace; null where the command has to end with <see cref="ExitCode.Findings"/>.</returns>
    /// <exception cref="UsageException">There is no workspace, or no lock.</exception>
    public static LockedWorkspace? Open(CommandContext context, Option<string?> option) =>
        Open(context, WorkspaceOfCommand.Find(context.Parsed.GetValue(option), context.CurrentFolder));

    /// <summary>Reads the lock.</summary>
    /// <param name="context">Where it is told that there is none that can be read.</param>
    /// <param name="root">Absolute path of the workspace's folder.</param>
    /// <returns>The workspace; null where the command has to end with <see cref="ExitCode.Findings"/>.</returns>
    /// <exception cref="UsageException">There is no lock.</exception>
    public static LockedWorkspace? Open(CommandContext context, string root)
    {
        var path = Path.Combine(root, WorkspaceLock.FileName);
        if (!Path.Exists(path))
        {
            throw new UsageException($"There is no {WorkspaceLock.FileName} in '{root}'. Run 'modulebuild lock' to write one.");
        }

        var (found, findings) = LockFileReader.Read(path);

        // With findings beside it the lock was edited by hand: what it says need not be so.
        if (found is not null && findings.All(finding => finding.Severity != Severity.Error))
        {
            return new LockedWorkspace(root, found);
        }

        context.ErrorReport.Write(findings, [], null);
        return null;
    }

    /// <summary>The id as the lock spells it.</summary>
    /// <param name="id">The id as it was written.</param>
    /// <exception cref="UsageException">The lock has no such package.</exception>
    public string Spell(string id) => Lock.Find(id)?.Id ?? throw new UsageException(NotLocked(id));

    /// <summary>What to say of an id that is not in the lock.</summary>
    /// <param name="id">The id as it was written.</param>
    public string NotLocked(string id)
    {
        var nearest = Spelling.Nearest(id, Ids);
        var help = nearest is null ? "'modulebuild tree' shows what is." : $"Did you mean '{nearest}'?";
        return $"'{id}' is not in {WorkspaceLock.FileName}. {help}";
    }

    /// <summary>The policy that counts for the lock, where a command changes a part of it.</summary>
    /// <param name="root">Absolute path of the workspace's folder.</param>
    /// <returns>The settings with the policy; null with what is wrong with <c>modulebuild.json</c>.</returns>
    public static (ResolutionSettings? Settings, ResolutionPolicy Policy, IReadOnlyList<Finding> Findings) PolicyOf(string root)
    {
        var (settings, findings) = WorkspaceSettings.Read(root);
        var path = Path.Combine(root, WorkspaceLock.FileName);
        var locked = File.Exists(path) ? LockFileReader.Read(path).Lock : null;
        var otherwise = locked is null
            ? ResolutionPolicy.Default
            : locked.Policy.ToPolicy(ResolutionPolicy.Default with { Strategy = locked.Strategy });
        return (settings?.Resolution, settings?.Resolution.ToPolicy(otherwise) ?? otherwise, findings);
    }
}

using System.Collections.Immutable;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Updates;

namespace ModuleBuild.Cli.Updating;

/// <summary><c>update --groups</c> and <c>update --group</c>: updates that can be taken one by one.</summary>
/// <param name="context">The command.</param>
/// <param name="workspace">The workspace.</param>
/// <param name="sources">The command's options for sources.</param>
/// <param name="instead">The policy that counts instead of that of <c>modulebuild.json</c>, or null.</param>
internal sealed class GroupUpdating(CommandContext context, LockedWorkspace workspace, SourceOptions sources, ResolutionPolicy? instead)
{
    /// <summary>Says what each group would change.</summary>
    /// <param name="proposals">Folder for the locks as they would be; or null.</param>
    /// <param name="isJson">Whether it is printed as JSON.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ShowAsync(string? proposals, bool isJson)
    {
        var (source, findings) = LockWriter.OpenNewest(context, sources, workspace.Root);
        var settings = WorkspaceSettings.Read(workspace.Root).Settings;
        var (packages, others) = settings is null ? default : sources.OpenModules(context.Parsed, workspace.Root, settings.Resolution.Sources);
        if (source is null || packages is null || settings is null)
        {
            context.ErrorReport.Write(source is null ? findings : others, [], null);
            return ExitCode.Findings;
        }

        ProposedUpdates found;
        UpdateSearch search;
        using (var progress = new ProgressLine(context.Terminal))
        {
            search = new UpdateSearch(workspace, instead, source, new ChangeDetails(source, packages), progress);
            found = await search.FindAsync(UpdateGroups.Of(workspace.Lock, settings.Update), context.Cancellation);
        }

        var folder = proposals is null ? null : Path.GetFullPath(proposals, context.CurrentFolder);
        var failures = folder is null ? [] : UpdateProposals.Write(folder, found.Groups);
        ImmutableArray<Finding> problems = [.. findings, .. search.Problems, .. failures];
        if (isJson)
        {
            context.Terminal.Out.Write(JsonOutput.Of(json => new UpdateJson(workspace.Root, folder).Write(json, found, problems.IsEmpty)));
        }
        else
        {
            UpdateText.Lines(found).ToList().ForEach(context.Messages.WriteLine);
        }

        return context.ErrorReport.Write(problems, [], null);
    }

    /// <summary>Moves the packages of a group.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="isDryRun">Whether nothing is written.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">There is no such group.</exception>
    public async Task<int> TakeAsync(string key, bool isDryRun)
    {
        var (settings, findings) = WorkspaceSettings.Read(workspace.Root);
        if (settings is null)
        {
            return context.Report.Write(findings, [], null);
        }

        var groups = UpdateGroups.Of(workspace.Lock, settings.Update);
        var group = groups.FirstOrDefault(candidate => candidate.Key == key) ?? throw new UsageException(Unknown(key, [.. groups.Select(candidate => candidate.Key)]));
        return await LockWriter.WriteAsync(context, sources, new LockRequest(workspace.Root)
        {
            Update = group.Ids,
            Below = group.Below,
            Policy = instead,
            Backup = true,
            DryRun = isDryRun,
        });
    }

    private static string Unknown(string key, ImmutableArray<string> keys) =>
        $"The lock has no group '{key}'. {(Spelling.Nearest(key, keys) is { } nearest ? $"Did you mean '{nearest}'?" : "'modulebuild update --groups' shows those with updates.")}";
}

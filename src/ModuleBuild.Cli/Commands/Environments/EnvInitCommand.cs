using System.CommandLine;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Policy;
using ModuleBuild.Release.Store.Git;

namespace ModuleBuild.Cli.Commands.Environments;

/// <summary><c>modulebuild env init</c>: makes the store.</summary>
internal static class EnvInitCommand
{
    private static readonly Option<string?> Store = new("--store")
    {
        Description = "Folder of the store. Default: release.store of modulebuild.json, else .modulebuild/store.git of the workspace.",
        HelpName = "FOLDER",
    };

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "init",
        "Makes the store of a workspace: a bare git repository in a folder. A git remote needs no init. Running it again does no harm.",
        "modulebuild env init")
    {
        Store,
    }.Runs(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var root = Workspace.FindRoot(context.CurrentFolder);
        var (settings, findings) = WorkspaceSettings.Read(root);
        if (settings is null)
        {
            return context.Report.Write(findings, [], null);
        }

        var folder = context.Parsed.GetValue(Store) is not { } named ? settings.Release.Store ?? Path.Combine(root, ReleaseSettings.DefaultStore)
            : ReleaseSettings.IsAddress(named) ? named
            : Path.GetFullPath(named, context.CurrentFolder);
        if (ReleaseSettings.IsAddress(folder))
        {
            throw new UsageException($"'{folder}' is a remote. It is made where it lives; 'modulebuild env add' makes environments in it.");
        }

        if (await StoreFolder.InitAsync(folder, new GitOptions(), context.Cancellation) is { } problem)
        {
            return context.Report.Write([problem], [], null);
        }

        context.Terminal.Out.WriteLine($"The store is {Path.GetRelativePath(context.CurrentFolder, folder)}. Next: 'modulebuild env add dev'.");
        return ExitCode.Success;
    }
}

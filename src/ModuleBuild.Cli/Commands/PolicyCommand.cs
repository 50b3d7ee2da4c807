using System.Collections.Immutable;
using System.CommandLine;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Policy;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild policy</c>: what is about section <c>security</c> of <c>modulebuild.json</c>.</summary>
internal static class PolicyCommand
{
    private static readonly Argument<string?> Path = ModuleArguments.Workspace();

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand("policy", "Checks the policy of a workspace, section security of its modulebuild.json, and explains those of environments.", "modulebuild policy check", "modulebuild policy explain production")
    {
        new DocumentedCommand(
            "check",
            "Reads the policy of a workspace: says what is wrong with it, which exceptions are expired, and which advisories are not there.",
            "modulebuild policy check")
        {
            Path,
        }.Runs(Check),
        PolicyExplainCommand.Create(),
    };

    private static int Check(CommandContext context)
    {
        var written = context.Parsed.GetValue(Path) ?? ".";
        var folder = System.IO.Path.GetFullPath(written, context.CurrentFolder);
        if (!System.IO.Path.Exists(folder))
        {
            throw new UsageException($"'{written}' does not exist. Give a folder of the workspace, or its modulebuild.json.");
        }

        var root = Workspace.FindRoot(folder);
        var (settings, findings) = WorkspaceSettings.Read(root);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return context.Report.Write([.. findings, .. settings is null ? [] : Judge(settings.Security, System.IO.Path.Combine(root, Workspace.FileName), today)], [], "1 policy");
    }

    private static ImmutableArray<Finding> Judge(SecuritySettings policy, string file, DateOnly today) =>
        [.. SecurityPolicy.Expired(policy, today), .. SecurityPolicy.MissingAdvisories(policy, file)];
}

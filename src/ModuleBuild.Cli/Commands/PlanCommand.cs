using System.CommandLine;
using ModuleBuild.Cli.Planning;
using ModuleBuild.Cli.Resolution;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild plan</c>: which modules to build, in waves that run side by side.</summary>
internal sealed class PlanCommand
{
    private const int DefaultJobs = 8;

    private readonly Option<string?> _workspace = WorkspaceOfCommand.Option();

    private readonly Option<string?> _since = new("--since")
    {
        Description = "Plan only what is affected by changes since the last commit that this branch, tag or commit and the current one have in common.",
        HelpName = "REF",
    };

    private readonly Option<int> _jobs = new("--jobs")
    {
        Description = $"Most jobs of a wave in the matrix: modules are shared out among them. All waves together have {BuildPlan.MostJobs} at most.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultJobs,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the result as one JSON object, with a matrix for GitHub's 'strategy'." };

    private PlanCommand()
    {
        _jobs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > BuildPlan.MostJobs)
            {
                result.AddError($"--jobs is a number from 1 to {BuildPlan.MostJobs}.");
            }
        });
        _since.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
            {
                result.AddError("The value of --since is empty. Name a branch, a tag or a commit, or leave out --since to plan all modules.");
            }
        });
    }

    /// <summary>The command.</summary>
    public static Command Create() => new PlanCommand().ToCommand();

    private Command ToCommand() =>
        new DocumentedCommand(
            "plan",
            "Puts the modules of a workspace into waves: what is in one needs only what is in the ones before. Nothing is built.",
            "modulebuild plan",
            "modulebuild plan --since origin/main",
            "modulebuild plan --since origin/main --json")
        {
            _workspace, _since, _jobs, _json,
        }.Runs(RunAsync);

    private async Task<int> RunAsync(CommandContext context)
    {
        var root = WorkspaceOfCommand.Find(context.Parsed.GetValue(_workspace), context.CurrentFolder);
        var plan = await BuildPlan.MakeAsync(root, context.Parsed.GetValue(_since), context.Cancellation);
        var output = new PlanOutput(plan);
        if (context.Parsed.GetValue(_json))
        {
            context.Terminal.Out.Write(output.Json(context.Parsed.GetValue(_jobs)));
            return ExitCode.Success;
        }

        foreach (var line in output.Lines())
        {
            context.Messages.WriteLine(line);
        }

        return ExitCode.Success;
    }
}

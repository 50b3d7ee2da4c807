using System.CommandLine;
using ModuleBuild.Cli.Release;
using ModuleBuild.Core.Files;
using ModuleBuild.Release.Environments;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild policy explain</c>: what the policy of an environment means.</summary>
internal static class PolicyExplainCommand
{
    private static readonly Argument<string> Environment = ReleaseOptions.Environment("environment", "The environment.");

    /// <summary>The command.</summary>
    public static Command Create() => new DocumentedCommand(
        "explain",
        "Says what happens to a set on its way into an environment: every phase, every gate, and where each value comes from.",
        "modulebuild policy explain production")
    {
        Environment,
    }.Runs(Run);

    private static int Run(CommandContext context)
    {
        var (policy, findings) = EnvironmentPolicyFile.Read(Workspace.FindRoot(context.CurrentFolder), context.Parsed.GetValue(Environment)!);
        if (policy is null)
        {
            return context.Report.Write(findings, [], null);
        }

        context.Terminal.Out.Write(PolicyExplanation.Of(policy));
        return ExitCode.Success;
    }
}

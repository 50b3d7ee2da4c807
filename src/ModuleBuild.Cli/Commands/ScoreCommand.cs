using System.CommandLine;
using ModuleBuild.Cli.Gate;
using ModuleBuild.Security.Gate;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild score</c>: the score of the last build, or of a package.</summary>
internal static class ScoreCommand
{
    private static readonly Argument<string?> Target = ModuleArguments.Target(
        "A project that was built, a folder that holds one, or a .nupkg. Default: the current folder.");

    private static readonly Option<bool> Json = new("--json") { Description = "Print security.json as it was written." };

    private static readonly Option<string[]> Properties = ModuleArguments.Properties();

    /// <summary>The command.</summary>
    public static Command Create() =>
        new DocumentedCommand(
            "score",
            "Shows the security score of a built module or a package, 0 to 100, with every lost point and its remedy.",
            "modulebuild score src/Acme.Orders",
            "modulebuild score Acme.Orders.1.3.0.nupkg")
        {
            Target, Json, Properties,
        }.Runs(Run);

    private static int Run(CommandContext context)
    {
        var path = context.Parsed.GetValue(Target);
        var bytes = path?.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) == true
            ? ScoreSource.OfPackage(Path.GetFullPath(path, context.CurrentFolder), path)
            : ScoreSource.OfProject(context, path, context.Parsed.GetValue(Properties) ?? []);
        if (context.Parsed.GetValue(Json))
        {
            return context.WriteResult(null, bytes);
        }

        if (SecurityEvidence.Read(bytes) is not { } score)
        {
            throw new UsageException("security.json cannot be used. Build again with this version of ModuleBuild.");
        }

        context.Terminal.Out.WriteLine(FormattableString.Invariant($"{score.Points} of 100; {score.Minimum} is the minimum. {(score.Passed ? "It passes." : "It does not pass.")}"));
        foreach (var lost in score.Lost)
        {
            context.Terminal.Out.WriteLine($"  {lost}");
        }

        return score.Passed ? ExitCode.Success : ExitCode.Findings;
    }
}

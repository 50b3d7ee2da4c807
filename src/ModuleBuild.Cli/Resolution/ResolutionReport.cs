using ModuleBuild.Cli.Commands;
using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Cli.Resolution;

/// <summary>Tells a result of <c>modulebuild resolve</c>.</summary>
/// <param name="context">The command.</param>
internal sealed class ResolutionReport(CommandContext context)
{
    /// <summary>For people: a line for each package, or the explanation.</summary>
    /// <param name="result">The result.</param>
    /// <param name="wasLocked">Whether versions were to be kept: only then a change is worth a line.</param>
    /// <returns>The exit code.</returns>
    public int WriteText(ResolutionResult result, bool wasLocked)
    {
        if (result.Set is { } set)
        {
            var width = set.Packages.Select(package => package.Facts.Id.Length).DefaultIfEmpty().Max();
            foreach (var package in set.Packages)
            {
                context.Messages.WriteLine($"{package.Facts.Id.PadRight(width)} {package.Facts.Version.ToNormalizedString()}");
            }

            context.Messages.WriteLine(ChangeText.Count(set.Kept, set.Changed.Length));
            foreach (var line in wasLocked ? ChangeText.Lines(set.Changed) : [])
            {
                context.Messages.WriteLine(line);
            }
        }

        var code = context.Report.Write(result.Findings, [], null);
        return result.Set is null ? ExitCode.Findings : code;
    }

    /// <summary>One JSON object on standard output, and nothing else there.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The exit code.</returns>
    public int WriteJson(ResolutionResult result) => WriteAlone(
        result,
        set => JsonOutput.Of(writer => ResultJson.Write(writer, set)),
        conflict => JsonOutput.Of(writer => ResultJson.Write(writer, conflict)));

    /// <summary>One Mermaid flowchart on standard output, and nothing else there.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The exit code.</returns>
    public int WriteGraph(ResolutionResult result) => WriteAlone(result, SetGraph.Of, SetGraph.Of);

    private int WriteAlone(ResolutionResult result, Func<ResolvedSet, string> ofSet, Func<ResolutionConflict, string> ofConflict)
    {
        // The conflict is the result: told once.
        var besides = result.Findings.Where(finding => result.Conflict is null || finding.Descriptor != DiagnosticCatalog.NoConsistentSet).ToList();
        var code = context.ErrorReport.Write(besides, [], null);
        if (result.Conflict is { } conflict)
        {
            context.Terminal.Out.Write(ofConflict(conflict));
            return ExitCode.Findings;
        }

        if (result.Set is not { } set)
        {
            return ExitCode.Findings;
        }

        context.Terminal.Out.Write(ofSet(set));
        return code;
    }
}

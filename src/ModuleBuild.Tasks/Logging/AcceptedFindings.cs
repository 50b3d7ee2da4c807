using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Tasks.Logging;

/// <summary>Applies the nearest baseline to what a stage found.</summary>
internal static class AcceptedFindings
{
    /// <summary>Takes accepted findings out and adds what is wrong with the baseline itself.</summary>
    /// <param name="findings">What the stage found.</param>
    /// <param name="moduleFolder">Absolute path of the module's folder.</param>
    /// <param name="files">The files that this stage looks at: entries about others are another stage's.</param>
    /// <param name="notLookedFor">What this stage could not find in them.</param>
    /// <param name="baselineFile">The baseline that was used, or null.</param>
    public static ImmutableArray<Finding> TakeOut(
        ImmutableArray<Finding> findings,
        string moduleFolder,
        IReadOnlyCollection<string> files,
        IReadOnlyCollection<DiagnosticDescriptor> notLookedFor,
        out string? baselineFile)
    {
        baselineFile = Baseline.Find(moduleFolder);
        if (baselineFile is null)
        {
            return findings;
        }

        var (baseline, problems) = Baseline.ReadFile(baselineFile);
        return baseline is null ? [.. problems, .. findings] : baseline.Apply(findings, files, notLookedFor).Findings;
    }
}

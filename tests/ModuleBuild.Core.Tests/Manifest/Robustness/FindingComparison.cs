using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Tests.Manifest.Robustness;

internal static class FindingComparison
{
    /// <summary>Whether two findings say the same of the same, wherever it stands.</summary>
    public static bool Same(this Finding finding, Finding other) =>
        (finding.Code, finding.Subject, finding.Message) == (other.Code, other.Subject, other.Message);
}

using ModuleBuild.Core.Resolution.Packages;

namespace ModuleBuild.Core.Locking;

/// <summary>The words of a lock that are nobody else's.</summary>
internal static class LockWords
{
    public static readonly string[] Severities = ["low", "moderate", "high", "critical"];

    public static string Of(AdvisorySeverity severity) => Severities[(int)severity];

    public static AdvisorySeverity? FindSeverity(string word) =>
        Array.IndexOf(Severities, word) is >= 0 and var index ? (AdvisorySeverity)index : null;
}

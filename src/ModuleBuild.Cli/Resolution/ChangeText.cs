using System.Globalization;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Cli.Resolution;

/// <summary>What became different, for people.</summary>
internal static class ChangeText
{
    /// <summary><c>kept 3, changed 1</c>.</summary>
    /// <param name="kept">How many versions stayed.</param>
    /// <param name="changed">How many did not.</param>
    public static string Count(int kept, int changed) => string.Create(CultureInfo.InvariantCulture, $"kept {kept}, changed {changed}");

    /// <summary>A line for each change, with the reason where one is known.</summary>
    /// <param name="changes">The changes.</param>
    public static IEnumerable<string> Lines(IEnumerable<VersionChange> changes) =>
        changes.Select(change => $"  {Sentence(change)}{(change.Because.Length == 0 ? string.Empty : $": {change.Because}")}");

    private static string Sentence(VersionChange change) => change switch
    {
        { From: null, To: { } added } => $"{change.Id} {added.ToNormalizedString()} (new)",
        { From: { } gone, To: null } => $"{change.Id} {gone.ToNormalizedString()} (gone)",
        _ => $"{change.Id} {change.From?.ToNormalizedString()} -> {change.To?.ToNormalizedString()}",
    };
}

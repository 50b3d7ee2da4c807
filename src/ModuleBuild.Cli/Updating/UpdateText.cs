using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Core.Updates;

namespace ModuleBuild.Cli.Updating;

/// <summary>What updates there are, for people.</summary>
internal static class UpdateText
{
    /// <summary>Lines.</summary>
    /// <param name="updates">The updates.</param>
    public static IEnumerable<string> Lines(ProposedUpdates updates)
    {
        foreach (var group in updates.Groups)
        {
            yield return $"{group.Key}: {FindingSummary.Count(group.Changes.Length, "change")}";
            foreach (var line in group.Changes.SelectMany(Lines))
            {
                yield return $"  {line}";
            }
        }

        foreach (var excluded in updates.Excluded)
        {
            var why = excluded.KeptOutBy is [var (by, range), ..] ? $": {by} asks for {range}" : string.Empty;
            yield return $"left out: {excluded.Id} {excluded.Latest.ToNormalizedString()}{why}";
        }

        yield return updates.Groups.IsEmpty
            ? "There is nothing to update."
            : $"{FindingSummary.Count(updates.Groups.Length, "group")}. 'modulebuild update --group {updates.Groups[0].Key}' takes one.";
    }

    /// <summary>Whether a change may break those who use the package, by its versions.</summary>
    /// <param name="change">The change.</param>
    public static bool MayBreak(VersionChange change) =>
        change is { From: null } or { To: null } ? change.To is null : change.To < change.From || change.To >= UpdateGroups.NextBreaking(change.From);

    private static IEnumerable<string> Lines(ProposedChange told)
    {
        yield return ChangeText.Lines([told.IsAsked ? told.Change with { Because = string.Empty } : told.Change]).Single().Trim() + (MayBreak(told.Change) ? " (may break others)" : string.Empty);
        foreach (var permission in told.NewPermissions)
        {
            yield return $"  new permission: {ForeignText.Line(permission)}";
        }

        foreach (var capability in told.NewCapabilities)
        {
            yield return $"  newly can do: {ForeignText.Line(capability)}";
        }

        foreach (var advisory in told.Fixed)
        {
            yield return $"  fixes: {ForeignText.Line(advisory.Id)} ({OutdatedPackage.WordOf(advisory.Severity)})";
        }

        foreach (var advisory in told.Remaining)
        {
            yield return $"  still vulnerable: {ForeignText.Line(advisory.Id)} ({OutdatedPackage.WordOf(advisory.Severity)})";
        }

        if (told.Api is { NotCompared: null, LastVersion: { } last, Change: not ApiChange.None } api)
        {
            yield return $"  public API since {last.ToNormalizedString()}: {(api.Change == ApiChange.Breaking ? "breaking" : "additions")}";
        }
    }
}

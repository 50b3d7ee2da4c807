using System.Collections.Immutable;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Publishing;

/// <summary>What the journal holds of the packages of a run, as it is at one tip.</summary>
/// <param name="Tip">The tip of its branch.</param>
/// <param name="Head">The end of its chain.</param>
/// <param name="Versions">By path; only those that were asked for and are there.</param>
public sealed record JournalSnapshot(BranchTip Tip, LedgerHead Head, ImmutableSortedDictionary<string, PublishedVersion> Versions)
{
    /// <summary>A journal in which nothing is, of packages that are published without a store.</summary>
    public static JournalSnapshot None { get; } = new(
        BranchTip.None(PublishPaths.Branch), LedgerHead.Empty, ImmutableSortedDictionary.Create<string, PublishedVersion>(StringComparer.Ordinal));

    /// <summary>What it holds of a version; null where it was never published.</summary>
    /// <param name="file">The package.</param>
    public PublishedVersion? Find(Core.Ports.PackageFile file) => Versions.GetValueOrDefault(PublishPaths.Of(file.Id, file.Version));
}

using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(ModuleBuild.Cli.Tests.LongestFirst))]

namespace ModuleBuild.Cli.Tests;

/// <summary>Classes that kill many processes begin first, so that short ones run beside them, and none of them is alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [nameof(Release.KilledPromotionTests), nameof(Release.CompetingPromotersTests)];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => !Array.Exists(Longest, name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal)))];
}

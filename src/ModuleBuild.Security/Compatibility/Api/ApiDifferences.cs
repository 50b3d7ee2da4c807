using System.Collections.Immutable;
using ModuleBuild.Core.Compatibility;
using NuGet.Frameworks;

namespace ModuleBuild.Security.Compatibility.Api;

/// <summary>Makes one list of what a comparison found in both directions.</summary>
public static class ApiDifferences
{
    /// <summary>Reads the files of both comparisons.</summary>
    /// <param name="breaking">Absolute path of what was found where the release is the older side; no file where nothing was.</param>
    /// <param name="added">Absolute path of what was found where the release is the newer side.</param>
    /// <returns>Null where a file cannot be read.</returns>
    public static ImmutableArray<ApiDifference>? Read(string breaking, string added) =>
        SuppressionFile.Read(breaking) is { } less && SuppressionFile.Read(added) is { } more ? Of(less, more) : null;

    /// <summary>Target frameworks of a release for which the module has nothing any more.</summary>
    /// <param name="released">Short names of the release's frameworks.</param>
    /// <param name="targets">Target frameworks of the module now.</param>
    public static ImmutableArray<ApiDifference> Frameworks(ImmutableArray<string> released, ImmutableArray<string> targets)
    {
        var now = targets.Select(NuGetFramework.Parse).ToList();
        return
        [
            .. from name in released
               let framework = NuGetFramework.Parse(name)
               where !framework.IsUnsupported && !now.Exists(target => DefaultCompatibilityProvider.Instance.IsCompatible(framework, target))
               orderby name
               select new ApiDifference(DifferenceKind.FrameworkRemoved, IsBreaking: true, $"Target framework {name}", "removed", name),
        ];
    }

    internal static ImmutableArray<ApiDifference> Of(ImmutableArray<SuppressedDifference> less, ImmutableArray<SuppressedDifference> more)
    {
        var breaking = less.Select(each => Make(each, DifferenceKind.Of(each.Id).Breaks, isBreaking: true));
        var added = more.Select(each => Make(each, DifferenceKind.Of(each.Id).Adds, isBreaking: false));
        return WithoutDetails([.. breaking.OfType<ApiDifference>()], [.. added.OfType<ApiDifference>()]);
    }

    // A new member of an interface is told once, as what it is; of an event both accessors are one.
    private static ImmutableArray<ApiDifference> WithoutDetails(ImmutableArray<ApiDifference> breaking, ImmutableArray<ApiDifference> added)
    {
        var told = breaking.Select(difference => difference.DocId).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. breaking.Concat(added.Where(difference => !told.Contains(difference.DocId)))
                .OrderByDescending(difference => difference.IsBreaking)
                .ThenBy(difference => difference.Id, StringComparer.Ordinal)
                .ThenBy(difference => difference.DocId, StringComparer.Ordinal)
                .DistinctBy(difference => (difference.Id, difference.IsBreaking, difference.Member)),
        ];
    }

    private static ApiDifference? Make(SuppressedDifference difference, string? what, bool isBreaking) =>
        what is null ? null : new ApiDifference(difference.Id, isBreaking, DocIdText.Of(difference.Target), what, difference.Target);
}

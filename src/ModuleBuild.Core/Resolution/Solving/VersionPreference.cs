using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>In which order the versions of a package are tried: the locked one, then as the strategy says.</summary>
internal sealed class VersionPreference(PackageUniverse universe, SolverInput input)
{
    private static readonly ImmutableArray<string> UsualMetrics = ["loadTime", "startup", "memory"];
    private readonly Dictionary<UniversePackage, int[]> _orders = [];
    private readonly ResolutionPolicy _policy = input.Request.Policy;
    private string? _metric;

    /// <summary>The best of some versions.</summary>
    /// <param name="package">The package.</param>
    /// <param name="candidates">The versions; at least one.</param>
    /// <returns>The bit of the best one.</returns>
    public int Best(UniversePackage package, ReadOnlySpan<ulong> candidates)
    {
        if (!_orders.TryGetValue(package, out var order))
        {
            _orders.Add(package, order = OrderOf(package));
        }

        foreach (var bit in order)
        {
            if (VersionBits.Contains(candidates, bit))
            {
                return bit;
            }
        }

        throw new InvalidOperationException($"There is nothing to choose for {package.Id}.");
    }

    private int[] OrderOf(UniversePackage package)
    {
        if (package.IsHost)
        {
            return [.. Enumerable.Range(1, package.Versions.Length)]; // the lowest that satisfies all says most about what is needed
        }

        var bits = Enumerable.Range(1, package.Versions.Length).Reverse();
        var preferred = _policy.Prerelease == PrereleasePolicy.PreferStable
            ? ByDiscouragement(package, bits).ThenBy(bit => At(package, bit).Version.IsPrerelease)
            : ByDiscouragement(package, bits);
        var order = ByStrategy(package, preferred).ToList();
        if (input.LockedBit(package) is > 0 and var locked)
        {
            order.Remove(locked);
            order.Insert(0, locked);
        }

        return [.. order];
    }

    // Unlisted after all listed ones, deprecated after all others.
    private static IOrderedEnumerable<int> ByDiscouragement(UniversePackage package, IEnumerable<int> bits) =>
        bits.OrderBy(bit => !At(package, bit).Listed).ThenBy(bit => At(package, bit).Deprecated is not null);

    // The sorts are stable, and what comes in is highest first.
    private IEnumerable<int> ByStrategy(UniversePackage package, IOrderedEnumerable<int> bits) => _policy.Strategy switch
    {
        ResolutionStrategy.Lowest => bits.ThenBy(bit => bit),
        ResolutionStrategy.HighestMinor => bits.ThenBy(bit => At(package, bit).Version.Major),
        ResolutionStrategy.HighestPatch => bits.ThenBy(bit => At(package, bit).Version.Major).ThenBy(bit => At(package, bit).Version.Minor),
        ResolutionStrategy.SecurityFirst => bits.ThenBy(bit => Danger(At(package, bit).Facts)),
        ResolutionStrategy.PerformanceFirst => bits.ThenBy(bit => Measured(At(package, bit).Facts)),
        _ => bits,
    };

    private static KnownVersion At(UniversePackage package, int bit) => package.Versions[bit - 1];

    private static (int Worst, int Advisories, int Scan) Danger(PackageFacts? facts) => facts is null
        ? (0, 0, 1)
        : (facts.Advisories.IsEmpty ? 0 : 1 + (int)facts.Advisories.Max(advisory => advisory.Severity),
            facts.Advisories.Length,
            facts.SecurityScanPassed switch { true => 0, null => 1, false => 2 });

    private double Measured(PackageFacts? facts) =>
        facts is not null && facts.Metrics.TryGetValue(_metric ??= _policy.Metric ?? MostTelling(), out var value) ? value : double.PositiveInfinity;

    private string MostTelling()
    {
        var known = universe.Packages.SelectMany(package => package.Versions)
            .SelectMany(version => version.Facts?.Metrics.Keys ?? [])
            .ToHashSet(StringComparer.Ordinal);
        return UsualMetrics.FirstOrDefault(known.Contains) ?? known.Order(StringComparer.Ordinal).FirstOrDefault() ?? UsualMetrics[0];
    }
}

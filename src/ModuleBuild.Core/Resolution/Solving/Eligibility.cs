using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>Which versions of a package may be chosen at all, whoever asks for it.</summary>
internal sealed class Eligibility(PackageUniverse universe, SolverInput input)
{
    private readonly ResolutionPolicy _policy = input.Request.Policy;

    /// <summary>What may not be chosen of a package, and why.</summary>
    /// <param name="package">The package.</param>
    public IEnumerable<MayNotBeChosen> Of(UniversePackage package)
    {
        if (package.IsHost)
        {
            yield break;
        }

        if (package.HasPrerelease && !MayBePrerelease(package))
        {
            yield return new MayNotBeChosen(Ineligibility.Prerelease, package, package.Prereleases);
        }

        if (_policy.Unlisted == UnlistedPolicy.ExactRootOnly)
        {
            var unlisted = package.SetOf(known => !known.Listed && !input.IsAskedForExactly(package, known.Version));
            if (!VersionBits.IsEmpty(unlisted))
            {
                yield return new MayNotBeChosen(Ineligibility.Unlisted, package, unlisted);
            }
        }

        foreach (var exclusion in _policy.Exclusions)
        {
            if (exclusion.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase))
            {
                yield return new MayNotBeChosen(Ineligibility.Excluded, package, package.SetOf(exclusion.Range), exclusion.Reason);
            }
        }

        if (input.Request.Platform is { } platform && Set(package, facts => !facts.Platforms.IsEmpty && !facts.Platforms.Any(each => Covers(each, platform))) is { } elsewhere)
        {
            yield return new MayNotBeChosen(Ineligibility.Platform, package, elsewhere, platform);
        }

        if (!input.Request.Hosts.IsEmpty && Set(package, facts => !facts.Hosts.IsEmpty && !facts.Hosts.Any(host => universe.FindHost(host.Id) is not null)) is { } homeless)
        {
            yield return new MayNotBeChosen(Ineligibility.Host, package, homeless);
        }

        if (input.AllowedVulnerable is { } allowed && !allowed.Contains(package.Id) && Set(package, facts => !facts.Advisories.IsEmpty) is { } vulnerable)
        {
            yield return new MayNotBeChosen(Ineligibility.Vulnerable, package, vulnerable);
        }
    }

    /// <summary>
    /// Whether pre-releases of a package are eligible only while somebody in the set asks for one; then <see cref="OptIns"/> watches.
    /// </summary>
    /// <param name="package">The package.</param>
    public bool DependsOnOthers(UniversePackage package) =>
        package is { HasPrerelease: true, IsHost: false } && _policy.Prerelease == PrereleasePolicy.Explicit && !input.IsOptedInByRoot(package);

    private bool MayBePrerelease(UniversePackage package) => _policy.Prerelease switch
    {
        PrereleasePolicy.Explicit => input.IsOptedInByRoot(package) || universe.OptInsOf(package).Count > 0,
        PrereleasePolicy.RootExplicitOrOnly => input.IsOptedInByRoot(package) || VersionBits.IsSubset(package.Present, package.Prereleases),
        _ => true,
    };

    private static ulong[]? Set(UniversePackage package, Func<PackageFacts, bool> condition)
    {
        var set = package.SetOf(known => known.Facts is { } facts && condition(facts));
        return VersionBits.IsEmpty(set) ? null : set;
    }

    // "linux" covers "linux-x64": a runtime identifier covers those that refine it.
    private static bool Covers(string declared, string platform) =>
        platform.Equals(declared, StringComparison.OrdinalIgnoreCase) ||
        declared.Equals("any", StringComparison.OrdinalIgnoreCase) ||
        platform.StartsWith(declared + "-", StringComparison.OrdinalIgnoreCase);
}

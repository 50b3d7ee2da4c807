using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Explaining;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Core.Resolution.Solving;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Outcomes;

/// <summary>Something of a request that could be less strict.</summary>
/// <param name="Kind">Kind of the change, see <see cref="WayOutChange"/>.</param>
/// <param name="Id">The package or host.</param>
/// <param name="Loosen">Makes it as loose as can be.</param>
/// <param name="Narrow">From the solution that this allows, the change that is offered.</param>
internal sealed record Relaxation(
    string Kind, string Id, Func<ResolutionRequest, ResolutionRequest> Loosen, Func<SolverOutcome, OfferedChange> Narrow)
{
    private static readonly WrittenRange Any = new("*", VersionRange.All);
    private static readonly WrittenRange AnyPrerelease = new("*-*", VersionRange.Parse("*-*"));

    /// <summary>What could be less strict about a fact; nothing for what a package says of itself.</summary>
    /// <param name="fact">A fact of a proof.</param>
    /// <param name="solved">The solve.</param>
    public static IEnumerable<Relaxation> Of(Fact fact, Solved solved)
    {
        switch (fact)
        {
            case RootAsks { Package: { } package } root:
                yield return Range("range", package.Id, root.Range.Text, Any);
                if (package.HasPrerelease)
                {
                    yield return Range("prerelease", package.Id, root.Range.Text, AnyPrerelease);
                }

                yield return Without(package.Id, root.Range.Text);
                break;
            case RootAsks root:
                yield return Without(root.Requirement.Dependency.Id, root.Range.Text);
                break;
            case RootConflicts conflict:
                yield return WithoutConflict(conflict.Package.Id, conflict.Conflict.Conflict.Range.Text);
                break;
            case MayNotBeChosen { Reason: Ineligibility.Prerelease } or NeedsOptIn:
                yield return Prerelease(fact.Packages[0]);
                break;
            case MayNotBeChosen { Reason: Ineligibility.Excluded } excluded:
                yield return WithoutExclusion(excluded);
                break;
            case MayNotBeChosen { Reason: Ineligibility.Platform } elsewhere:
                yield return new Relaxation("platform", elsewhere.Detail, WithoutPlatform, _ => new OfferedChange(
                    $"another platform than {elsewhere.Detail}", new WayOutChange("platform", elsewhere.Detail, elsewhere.Detail, null, null), WithoutPlatform));
                break;
            case IsNotBroughtIn missing:
                yield return Peer(missing.Package.Id);
                break;
            case Constraint { Relation: ConstraintKind.Host } or RootRunsOn when solved.Request.Hosts.TryGetValue(fact.Packages[^1], out var host):
                yield return Host(fact.Packages[^1], host);
                break;
            case Constraint { Override: not null } overridden:
                yield return WithoutOverride(overridden.TargetId, overridden.Range.Text);
                break;
        }

        static ResolutionRequest WithoutPlatform(ResolutionRequest request) => request with { Platform = null };
    }

    private static Relaxation Range(string kind, string id, string text, WrittenRange any) => new(kind, id, request => Replace(request, id, any), outcome =>
    {
        var version = VersionOf(outcome, id);
        var exact = version is null ? any : new WrittenRange($"[{version.ToNormalizedString()}]", new VersionRange(version, true, version, true));
        return new OfferedChange(
            $"{id} {version?.ToNormalizedString()}{(version is { IsPrerelease: true } ? ", a pre-release" : string.Empty)}",
            new WayOutChange(kind, id, text, exact.Text, version),
            request => Replace(request, id, exact));
    });

    /// <summary>Whether it drops what was asked for: the last resort.</summary>
    public bool IsLastResort => Kind == "root";

    private static Relaxation Without(string id, string text)
    {
        return new Relaxation("root", id, Drop, _ => new OfferedChange($"without {id}", new WayOutChange("range", id, text, null, null), Drop));

        ResolutionRequest Drop(ResolutionRequest request) =>
            request with { Roots = [.. request.Roots.Where(root => !Same(root.Dependency.Id, id))] };
    }

    private static Relaxation WithoutConflict(string id, string text)
    {
        return new Relaxation("conflict", id, Drop, outcome => new OfferedChange(
            $"{id} {VersionOf(outcome, id)?.ToNormalizedString()} in spite of the conflict", new WayOutChange("conflict", id, text, null, VersionOf(outcome, id)), Drop));

        ResolutionRequest Drop(ResolutionRequest request) =>
            request with { RootConflicts = [.. request.RootConflicts.Where(conflict => !Same(conflict.Conflict.Id, id))] };
    }

    private static Relaxation Prerelease(string id)
    {
        return new Relaxation("prerelease", id, Allow, outcome => new OfferedChange(
            $"{id} {VersionOf(outcome, id)?.ToNormalizedString()} (pre-release)", new WayOutChange("prerelease", id, null, AnyPrerelease.Text, VersionOf(outcome, id)), Allow));

        ResolutionRequest Allow(ResolutionRequest request) => request with
        {
            Roots = request.Roots.Add(new RootRequirement(RootRequirement.CommandLine, new PackageDependency(id, AnyPrerelease, DependencyKind.Optional))),
        };
    }

    private static Relaxation Peer(string id)
    {
        return new Relaxation("peer", id, request => Add(request, Any), outcome =>
        {
            var version = VersionOf(outcome, id);
            var range = version is null ? Any : new WrittenRange(version.ToNormalizedString(), new VersionRange(version));
            return new OfferedChange($"{id} {version?.ToNormalizedString()} added to the set", new WayOutChange("peer", id, null, range.Text, version), request => Add(request, range));
        });

        ResolutionRequest Add(ResolutionRequest request, WrittenRange range) => request with { Roots = request.Roots.Add(RootRequirement.Of(id, range)) };
    }

    private static Relaxation WithoutExclusion(MayNotBeChosen excluded)
    {
        var id = excluded.Package.Id;
        return new Relaxation("exclusion", id, Drop, outcome => new OfferedChange(
            $"{id} {VersionOf(outcome, id)?.ToNormalizedString()}, which is excluded ({excluded.Detail})",
            new WayOutChange("exclusion", id, excluded.Detail, null, VersionOf(outcome, id)),
            Drop));

        ResolutionRequest Drop(ResolutionRequest request) => request with
        {
            Policy = request.Policy with { Exclusions = [.. request.Policy.Exclusions.Where(exclusion => !Same(exclusion.Id, id))] },
        };
    }

    private static Relaxation WithoutOverride(string id, string text)
    {
        return new Relaxation("override", id, Drop, outcome => new OfferedChange(
            $"{id} {VersionOf(outcome, id)?.ToNormalizedString()} without the override", new WayOutChange("override", id, text, null, VersionOf(outcome, id)), Drop));

        ResolutionRequest Drop(ResolutionRequest request) => request with
        {
            Policy = request.Policy with { Overrides = [.. request.Policy.Overrides.Where(each => !Same(each.Id, id))] },
        };
    }

    private static Relaxation Host(string id, NuGetVersion given) => new(
        "host", id, request => request with { Hosts = request.Hosts.Clear() }, outcome =>
        {
            var version = outcome.Members.FirstOrDefault(member => member.Package.IsHost && Same(member.Package.Id, id)) is { Package: { } host, Bit: var bit }
                ? host.Versions[bit - 1].Version
                : given;
            return new OfferedChange(
                $"host {id} {version.ToNormalizedString()}",
                new WayOutChange("host", id, given.ToNormalizedString(), version.ToNormalizedString(), version),
                request => request with { Hosts = request.Hosts.SetItem(id, version) });
        });

    private static ResolutionRequest Replace(ResolutionRequest request, string id, WrittenRange range) => request with
    {
        Roots = [.. request.Roots.Select(root => Same(root.Dependency.Id, id) ? root with { Dependency = root.Dependency with { Range = range } } : root)],
    };

    private static NuGetVersion? VersionOf(SolverOutcome outcome, string id) =>
        outcome.Members.FirstOrDefault(member => !member.Package.IsHost && Same(member.Package.Id, id)) is { Package: { } package, Bit: var bit }
            ? package.Versions[bit - 1].Version
            : null;

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}

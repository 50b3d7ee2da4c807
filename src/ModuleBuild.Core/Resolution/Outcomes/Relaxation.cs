using System.Collections.Immutable;
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
            case RootAsks root:
                foreach (var each in OfRoot(root, solved.Request))
                {
                    yield return each;
                }

                break;
            case RootConflicts conflict:
                yield return WithoutConflict(conflict.Package.Id, solved.Request);
                break;
            case MayNotBeChosen { Reason: Ineligibility.Prerelease } or NeedsOptIn:
                yield return Prerelease(fact.Packages[0]);
                break;
            case MayNotBeChosen { Reason: Ineligibility.Excluded } excluded:
                yield return WithoutExclusion(excluded.Package.Id, solved.Request);
                break;
            case MayNotBeChosen { Reason: Ineligibility.Platform } elsewhere:
                foreach (var platform in elsewhere.Package.Versions.SelectMany(known => known.Facts?.Platforms ?? []).Distinct(StringComparer.OrdinalIgnoreCase))
                {
                    yield return Platform(elsewhere.Detail, platform);
                }

                break;
            case IsNotBroughtIn missing:
                yield return Peer(missing.Package.Id);
                break;
            case Constraint { Relation: ConstraintKind.Host } or RootRunsOn when solved.Request.Hosts.TryGetValue(fact.Packages[^1], out var host):
                yield return Host(fact.Packages[^1], host);
                break;
            case Constraint { Override: not null } overridden:
                yield return WithoutOverride(overridden.TargetId, solved.Request);
                break;
        }
    }

    /// <summary>Whether it drops what was asked for: the last resort.</summary>
    public bool IsLastResort => Kind == "root";

    private static IEnumerable<Relaxation> OfRoot(RootAsks root, ResolutionRequest request)
    {
        var id = root.Package?.Id ?? root.Requirement.Dependency.Id;
        if (root.Override is not null)
        {
            yield return WithoutOverride(id, request);
        }
        else if (root.Package is { } package)
        {
            yield return Range("range", package, request, Any);
            if (package.HasPrerelease)
            {
                yield return Range("prerelease", package, request, AnyPrerelease);
            }
        }

        yield return Without(id, request);
    }

    // Of several who ask for a package those are changed whose ranges leave out the version.
    private static Relaxation Range(string kind, UniversePackage package, ResolutionRequest request, WrittenRange any)
    {
        var id = package.Id;
        return new Relaxation(kind, id, loose => Replace(loose, id, _ => true, any), outcome =>
        {
            var version = VersionOf(outcome, id)!;
            var exact = new WrittenRange($"[{version.ToNormalizedString()}]", new VersionRange(version, true, version, true));
            var asked = TextsOf(request.Roots, root => root.Dependency.Id, root => root.Dependency.Range, id);
            var against = asked.RemoveAll(text => Admits(package, request.Roots.First(root => root.Dependency.Range.Text == text).Dependency.Range, version));
            var changed = against.IsEmpty ? asked : against;
            return new OfferedChange(
                $"{id} {version.ToNormalizedString()}{(version.IsPrerelease ? ", a pre-release" : string.Empty)}",
                [.. changed.Select(text => new WayOutChange(kind, id, text, exact.Text, version))],
                offered => Replace(offered, id, range => changed.Contains(range.Text), exact));
        });
    }

    private static Relaxation Without(string id, ResolutionRequest asked) =>
        Drop("root", "range", id, _ => $"without {id}", TextsOf(asked.Roots, root => root.Dependency.Id, root => root.Dependency.Range, id), request =>
            request with { Roots = [.. request.Roots.Where(root => !Same(root.Dependency.Id, id))] });

    private static Relaxation WithoutConflict(string id, ResolutionRequest asked) =>
        Drop("conflict", "conflict", id, version => $"{id} {version} in spite of the conflict",
            TextsOf(asked.RootConflicts, conflict => conflict.Conflict.Id, conflict => conflict.Conflict.Range, id), request =>
            request with { RootConflicts = [.. request.RootConflicts.Where(conflict => !Same(conflict.Conflict.Id, id))] });

    private static Relaxation WithoutExclusion(string id, ResolutionRequest asked)
    {
        var reasons = asked.Policy.Exclusions.Where(exclusion => Same(exclusion.Id, id)).Select(exclusion => exclusion.Reason).Distinct();
        return Drop("exclusion", "exclusion", id, version => $"{id} {version}, which is excluded ({string.Join("; ", reasons)})",
            TextsOf(asked.Policy.Exclusions, exclusion => exclusion.Id, exclusion => exclusion.Range, id), request => request with
            {
                Policy = request.Policy with { Exclusions = [.. request.Policy.Exclusions.Where(exclusion => !Same(exclusion.Id, id))] },
            });
    }

    private static Relaxation WithoutOverride(string id, ResolutionRequest asked) =>
        Drop("override", "override", id, version => $"{id} {version} without the override",
            TextsOf(asked.Policy.Overrides, each => each.Id, each => each.Range, id), request => request with
            {
                Policy = request.Policy with { Overrides = [.. request.Policy.Overrides.Where(each => !Same(each.Id, id))] },
            });

    private static Relaxation Drop(
        string kind, string told, string id, Func<string?, string> title, ImmutableArray<string> texts, Func<ResolutionRequest, ResolutionRequest> drop) =>
        new(kind, id, drop, outcome =>
        {
            var version = VersionOf(outcome, id);
            return new OfferedChange(title(version?.ToNormalizedString()), [.. texts.Select(text => new WayOutChange(told, id, text, null, version))], drop);
        });

    private static Relaxation Platform(string from, string to)
    {
        return new Relaxation("platform", to, Move, _ => new OfferedChange($"platform {to}", [new WayOutChange("platform", from, from, to, null)], Move));

        ResolutionRequest Move(ResolutionRequest request) => request with { Platform = to };
    }

    private static Relaxation Prerelease(string id)
    {
        return new Relaxation("prerelease", id, Allow, outcome => new OfferedChange(
            $"{id} {VersionOf(outcome, id)?.ToNormalizedString()} (pre-release)", [new WayOutChange("prerelease", id, null, AnyPrerelease.Text, VersionOf(outcome, id))], Allow));

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
            return new OfferedChange($"{id} {version?.ToNormalizedString()} added to the set", [new WayOutChange("peer", id, null, range.Text, version)], request => Add(request, range));
        });

        ResolutionRequest Add(ResolutionRequest request, WrittenRange range) => request with { Roots = request.Roots.Add(RootRequirement.Of(id, range)) };
    }

    private static Relaxation Host(string id, NuGetVersion given) => new(
        "host", id, request => request with { Hosts = request.Hosts.Clear() }, outcome =>
        {
            var version = outcome.Members.FirstOrDefault(member => member.Package.IsHost && Same(member.Package.Id, id)) is { Package: { } host, Bit: var bit }
                ? host.Versions[bit - 1].Version
                : given;
            return new OfferedChange(
                $"host {id} {version.ToNormalizedString()}",
                [new WayOutChange("host", id, given.ToNormalizedString(), version.ToNormalizedString(), version)],
                request => request with { Hosts = request.Hosts.SetItem(id, version) });
        });

    private static ResolutionRequest Replace(ResolutionRequest request, string id, Func<WrittenRange, bool> isMeant, WrittenRange range) => request with
    {
        Roots =
        [
            .. request.Roots.Select(root => Same(root.Dependency.Id, id) && isMeant(root.Dependency.Range)
                ? root with { Dependency = root.Dependency with { Range = range } }
                : root),
        ],
    };

    // A change is told once, however many wrote the same.
    private static ImmutableArray<string> TextsOf<T>(IEnumerable<T> entries, Func<T, string> idOf, Func<T, WrittenRange> rangeOf, string id) =>
        [.. entries.Where(entry => Same(idOf(entry), id)).Select(entry => rangeOf(entry).Text).Distinct(StringComparer.Ordinal)];

    private static bool Admits(UniversePackage package, WrittenRange range, NuGetVersion version) =>
        VersionBits.Overlap(package.SetOf(range), package.SetOf(known => known.Version == version));

    private static NuGetVersion? VersionOf(SolverOutcome outcome, string id) =>
        outcome.Members.FirstOrDefault(member => !member.Package.IsHost && Same(member.Package.Id, id)) is { Package: { } package, Bit: var bit }
            ? package.Versions[bit - 1].Version
            : null;

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}

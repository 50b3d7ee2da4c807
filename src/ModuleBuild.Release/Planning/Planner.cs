using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using NuGet.Versioning;

namespace ModuleBuild.Release.Planning;

/// <summary>
/// Makes the whole set out of what was asked for: named modules over what runs, and what they need besides, chosen and checked by the resolver
/// against the hosts that are there. Nothing is written.
/// </summary>
/// <param name="packages">Where packages come from.</param>
/// <param name="identify">Says which bytes a version is: hashes of the package.</param>
public sealed class Planner(IPackageSource packages, Func<string, NuGetVersion, CancellationToken, Task<SourceAnswer<ReleasedModule>>> identify)
{
    /// <summary>Plans.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="progress">Told how much is known; or null.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<PromotionPlan> PlanAsync(PlanRequest request, IProgress<ResolutionProgress>? progress, CancellationToken cancellation)
    {
        if (Unknown(request) is { } unknown)
        {
            return new PromotionPlan(null, [], null, [unknown]);
        }

        IPackageSource source = request.Source is null ? packages : new KnownGoodSource(packages, request.Source, request.Running);
        var result = await ModuleResolver.ResolveAsync(Question(request), source, progress, cancellation);
        if (result.Set is null && result.LacksVersions && source.Refresh() is { } fresh)
        {
            result = await ModuleResolver.ResolveAsync(Question(request), fresh, progress, cancellation);
        }

        return result.Set is null ? new PromotionPlan(null, [], result, result.Findings)
            : Needed(request, result.Set) is { } needed ? new PromotionPlan(null, [], result, [needed])
            : await CompleteAsync(request, result, cancellation);
    }

    private static Finding? Unknown(PlanRequest request)
    {
        if (request.Without.FirstOrDefault(id => request.Running.Find(id) is null) is { } gone)
        {
            return Tell(gone, "It does not run there.", request.Running);
        }

        return request.Source is not null && request.Modules.FirstOrDefault(module => !IsGood(request.Source, module)) is { } named
            ? Tell(named.Version is null ? named.Id : $"{named.Id} {named.Version.ToNormalizedString()}", "It is not known to be good where the set comes from.", request.Source)
            : null;
    }

    private static Finding? Needed(PlanRequest request, ResolvedSet set) =>
        request.Without.Select(set.Find).FirstOrDefault(package => package is not null) is { } needed
            ? Finding.Create(
                DiagnosticCatalog.ModuleNotPromotable,
                new SourceLocation(needed.Facts.Id),
                needed.Facts.Id,
                $"It is needed by {string.Join(", ", needed.RequiredBy.Select(by => by.Requester))}. Take those out as well.")
            : null;

    private static bool IsGood(ModuleSet source, NamedModule module) =>
        source.Find(module.Id) is { } good && (module.Version is null || NuGetVersion.Parse(good.Version) == module.Version);

    private static Finding Tell(string module, string reason, ModuleSet set) => Finding.Create(
        DiagnosticCatalog.ModuleNotPromotable,
        new SourceLocation(module),
        module,
        $"{reason} {(set.Modules.IsEmpty ? "Nothing runs there." : $"There are {string.Join(", ", set.Modules.Take(10))}{(set.Modules.Length > 10 ? $" and {set.Modules.Length - 10} more" : string.Empty)}.")}");

    // What is asked for exactly is a root with one version; what runs besides is a root that keeps its version where it can.
    private static ResolutionRequest Question(PlanRequest request)
    {
        var whole = request.Modules.IsEmpty && request.Without.IsEmpty;
        var named = request.Modules.Select(module => module.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kept = whole && request.Source is not null ? [] : request.Running.Modules.Where(module => !named.Contains(module.Id) && !request.Without.Contains(module.Id, StringComparer.OrdinalIgnoreCase)).ToList();
        var exact = whole && request.Source is not null ? request.Source.Modules.Select(module => (module.Id, NuGetVersion.Parse(module.Version))) : [];
        return new ResolutionRequest
        {
            Roots =
            [
                .. exact.Select(module => RootRequirement.Of(module.Id, Exactly(module.Item2))),
                .. request.Modules.Select(module => RootRequirement.Of(module.Id, Wanted(request, module))),
                .. kept.Select(module => new RootRequirement("what runs there", new PackageDependency(module.Id, new WrittenRange("*", VersionRange.All)))),
            ],
            Hosts = request.Hosts.WithComparers(StringComparer.OrdinalIgnoreCase),
            Platform = request.Platform,
            // With nothing named, feeds give the newest of all that runs.
            Locked = whole ? ImmutableSortedDictionary<string, NuGetVersion>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase) : kept.ToImmutableSortedDictionary(module => module.Id, module => NuGetVersion.Parse(module.Version), StringComparer.OrdinalIgnoreCase),
            Policy = ResolutionPolicy.Default with
            {
                // Versions that are known good somewhere have been chosen already, by whoever brought them there.
                Prerelease = request.Source is not null ? PrereleasePolicy.All : request.Prerelease ? PrereleasePolicy.PreferStable : PrereleasePolicy.Explicit,
            },
        };
    }

    private static WrittenRange Wanted(PlanRequest request, NamedModule module) =>
        module.Version is { } version ? Exactly(version)
        : request.Source?.Find(module.Id) is { } good ? Exactly(NuGetVersion.Parse(good.Version))
        : new WrittenRange("*", VersionRange.All);

    private static WrittenRange Exactly(NuGetVersion version)
    {
        var text = $"[{version.ToNormalizedString()}]";
        return new WrittenRange(text, VersionRange.Parse(text));
    }

    private async Task<PromotionPlan> CompleteAsync(PlanRequest request, ResolutionResult result, CancellationToken cancellation)
    {
        var modules = new List<ReleasedModule>();
        var problems = ImmutableArray.CreateBuilder<Finding>();
        var asked = result.Set!.Packages.Select(package => package.Facts).Where(facts => facts.IsModule).Select(async facts =>
            Known(request, facts) is { } known ? SourceAnswer.Of(known) : await identify(facts.Id, facts.Version, cancellation));
        foreach (var answer in await Task.WhenAll(asked))
        {
            if (answer.Value is { } module)
            {
                modules.Add(module);
            }
            else
            {
                problems.Add(answer.Problem!);
            }
        }

        if (problems.Count > 0)
        {
            return new PromotionPlan(null, [], result, problems.ToImmutable());
        }

        // What was set there stays set there; a policy gives settings to those that have none.
        var target = ModuleSet.Of(modules, request.DefaultSettings.SetItems(request.Running.Settings));
        return new PromotionPlan(target, SetChanges.Between(request.Running, target), result, [.. result.Findings.Where(finding => finding.Severity != Severity.Error)]);
    }

    // The bytes that were good there are the bytes that come here, whatever a feed says by now.
    private static ReleasedModule? Known(PlanRequest request, PackageFacts facts) =>
        new[] { request.Source, request.Running }.Select(set => set?.Find(facts.Id)).FirstOrDefault(module => module is not null && NuGetVersion.Parse(module.Version) == facts.Version);
}

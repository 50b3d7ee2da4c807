using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Explaining;
using ModuleBuild.Core.Resolution.Outcomes;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Solving;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Loading;

/// <summary>
/// Solves requests over one source, and remembers what it said. A version whose facts are not known asks for nothing: where a solution
/// holds such versions, their facts are asked for, all at once, and it is solved again, until all of a solution is known.
/// </summary>
internal sealed class ResolutionSession(IPackageSource source, IProgress<ResolutionProgress>? progress)
{
    private readonly MemorySource? _memory = source as MemorySource;
    private readonly KnownPackages _known = new(source, progress);
    private PackageUniverse? _lastUniverse;
    private ResolutionRequest? _lastRequest;

    /// <summary>What the source could not answer.</summary>
    public ImmutableArray<Finding> Problems => _known.Problems;

    /// <summary>Solves a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The solve; null where the source could not answer what is needed.</returns>
    public async Task<Solved?> SolveAsync(ResolutionRequest request, CancellationToken cancellation)
    {
        if (_memory is not null)
        {
            return SetSolver.Solve(request, UniverseOf(request, _memory), cancellation);
        }

        await _known.LoadVersionsAsync(RootIds(request), cancellation);
        await _known.LoadFactsAsync(FirstFacts(request), cancellation);
        while (_known.Problems.IsEmpty)
        {
            cancellation.ThrowIfCancellationRequested();
            var universe = PackageUniverse.Create(_known.Packages, HostVersions.Of(request, _known.Packages), request.Policy.Overrides);
            var solved = SetSolver.Solve(request, universe, cancellation);
            var missing = Missing(solved, request).ToList();
            if (missing.Count == 0)
            {
                return solved;
            }

            await _known.LoadFactsAsync(missing, cancellation);
        }

        return null;
    }

    private static IEnumerable<string> RootIds(ResolutionRequest request) =>
        request.Roots.Select(root => root.Dependency.Id)
            .Concat(request.RootConflicts.Select(conflict => conflict.Conflict.Id))
            .Concat(request.Locked.Keys);

    // Locked versions are the most likely answer; where there is no lock, the best version of each root is.
    private IEnumerable<(string Id, NuGetVersion Version)> FirstFacts(ResolutionRequest request)
    {
        foreach (var (id, version) in request.Locked)
        {
            if (request.Update?.Contains(id) != true && _known.VersionsOf(id).Any(listing => listing.Version == version))
            {
                yield return (id, version);
            }
        }
    }

    private static IEnumerable<(string Id, NuGetVersion Version)> Missing(Solved solved, ResolutionRequest request)
    {
        // A version that nobody asked about might ask for a pre-release, and so make one eligible; nothing else that it asks for could help.
        var everything = solved.Universe.Packages.Where(package => !package.IsHost).SelectMany(Unknown);
        if (solved.Outcome.End != SolverEnd.Solved)
        {
            var proof = solved.Outcome.Proof < 0 ? [] : Proof.FactsOf(solved.Solver.Incompatibilities, solved.Outcome.Proof);
            return proof.Any(fact => fact.SpeaksOfAbsence) ? everything : [];
        }

        if (solved.MayHaveGivenUpTooSoon)
        {
            return everything;
        }

        var members = solved.Outcome.Members.Where(member => !member.Package.IsHost);
        var unknown = members.Where(member => PackageUniverse.FactsOf(member.Package, member.Bit) is null)
            .Select(member => (member.Package.Id, member.Package.Versions[member.Bit - 1].Version));
        return ComparesFacts(request) ? unknown.Concat(members.SelectMany(member => Unknown(member.Package))) : unknown;
    }

    private static bool ComparesFacts(ResolutionRequest request) =>
        request.Policy.Strategy is ResolutionStrategy.SecurityFirst or ResolutionStrategy.PerformanceFirst;

    private static IEnumerable<(string Id, NuGetVersion Version)> Unknown(UniversePackage package) =>
        package.Versions.Where(known => known.Facts is null).Select(known => (package.Id, known.Version));

    private PackageUniverse UniverseOf(ResolutionRequest request, MemorySource memory)
    {
        if (_lastUniverse is null || _lastRequest!.Policy.Overrides != request.Policy.Overrides || _lastRequest.Hosts != request.Hosts ||
            _lastRequest.RootHosts != request.RootHosts)
        {
            var packages = memory.Ids.Select(id => (memory.VersionsOf(id)[0].Id, memory.VersionsOf(id).ToArray().Select(KnownVersion.Of).ToArray())).ToList();
            _lastUniverse = PackageUniverse.Create(packages, HostVersions.Of(request, packages), request.Policy.Overrides);
        }

        _lastRequest = request;
        return _lastUniverse;
    }
}

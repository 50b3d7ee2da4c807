using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Explaining;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>A request in the terms of a universe.</summary>
internal sealed class SolverInput
{
    private readonly PackageUniverse _universe;
    private readonly List<(Cause Cause, UniversePackage? Package, ulong[] Forbidden)> _facts = [];
    private readonly HashSet<UniversePackage> _roots = [];
    private readonly HashSet<UniversePackage> _optedIn = [];
    private readonly HashSet<UniversePackage> _updated = [];
    private readonly Dictionary<UniversePackage, int> _locked = [];

    /// <param name="universe">The universe.</param>
    /// <param name="request">The request.</param>
    /// <param name="fixedVersions">Locked versions that must stay where their package is in the set.</param>
    /// <param name="allowedVulnerable">Under security-first: ids of packages that may be vulnerable; null where all may.</param>
    public SolverInput(
        PackageUniverse universe,
        ResolutionRequest request,
        IEnumerable<KeyValuePair<string, NuGetVersion>> fixedVersions,
        IReadOnlySet<string>? allowedVulnerable)
    {
        _universe = universe;
        Request = request;
        AllowedVulnerable = allowedVulnerable;
        foreach (var root in request.Roots)
        {
            Add(root);
        }

        foreach (var root in request.RootHosts)
        {
            if (universe.FindHost(root.Host.Id) is { } host)
            {
                _facts.Add((new RootRunsOn(root, host), host, ConstraintCompiler.ForbiddenBy(ConstraintKind.Host, host, root.Host.Range)));
            }
        }

        foreach (var root in request.RootConflicts)
        {
            if (universe.Find(root.Conflict.Id) is { } package)
            {
                _facts.Add((new RootConflicts(root, package), package, package.SetOf(root.Conflict.Range)));
            }
        }

        if (request.Update is { Count: > 0 } update)
        {
            _updated.UnionWith(update.Select(universe.Find).OfType<UniversePackage>());
        }

        foreach (var (id, version) in request.Locked)
        {
            if (request.Update is not { IsEmpty: true } && universe.Find(id) is { } package && !_updated.Contains(package) && Array.FindIndex(package.Versions, known => known.Version == version) is >= 0 and var at)
            {
                _locked[package] = at + 1;
            }
        }

        foreach (var (id, version) in fixedVersions)
        {
            if (universe.Find(id) is { } package && package.SetOf(known => known.Version == version) is var set && !VersionBits.IsEmpty(set))
            {
                _facts.Add((new StaysLocked(package, version), package, VersionBits.Complement(package.Present, set)));
            }
        }
    }

    /// <summary>The request.</summary>
    public ResolutionRequest Request { get; }

    /// <summary>Under security-first: ids of packages that may be vulnerable; null where all may.</summary>
    public IReadOnlySet<string>? AllowedVulnerable { get; }

    /// <summary>What holds for every solution: what a package must not be, and why. Without a package nothing can be right.</summary>
    public IReadOnlyList<(Cause Cause, UniversePackage? Package, ulong[] Forbidden)> Facts => _facts;

    /// <summary>Whether a root asks for a package.</summary>
    /// <param name="package">The package.</param>
    public bool IsRoot(UniversePackage package) => _roots.Contains(package);

    /// <summary>Whether an update is to move a package as far as it can.</summary>
    /// <param name="package">The package.</param>
    public bool IsUpdated(UniversePackage package) => _updated.Count > 0 && _updated.Contains(package);

    /// <summary>The bit of the version of a package that is locked, and to be kept where possible; 0 where there is none.</summary>
    /// <param name="package">The package.</param>
    public int LockedBit(UniversePackage package) => _locked.GetValueOrDefault(package);

    /// <summary>Whether a root makes pre-releases of a package eligible.</summary>
    /// <param name="package">The package.</param>
    public bool IsOptedInByRoot(UniversePackage package) => _optedIn.Contains(package);

    /// <summary>Whether a root, or the lock, asks for exactly this version.</summary>
    /// <param name="package">The package.</param>
    /// <param name="version">The version.</param>
    public bool IsAskedForExactly(UniversePackage package, NuGetVersion version) =>
        (Request.Locked.TryGetValue(package.Id, out var locked) && locked == version) ||
        Request.Roots.Any(root => root.Dependency.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase) &&
            root.Dependency.Range.Range is { IsFloating: false, IsMinInclusive: true, IsMaxInclusive: true } range &&
            range.MinVersion == version && range.MaxVersion == version);

    private void Add(RootRequirement root)
    {
        var package = _universe.Find(root.Dependency.Id);
        var replaced = Request.Policy.Overrides.FirstOrDefault(each => each.Id.Equals(root.Dependency.Id, StringComparison.OrdinalIgnoreCase));
        var range = replaced?.Range ?? root.Dependency.Range;
        var cause = new RootAsks(root, package, range) { Override = replaced?.Reason };
        var isOptional = root.Dependency.Kind == DependencyKind.Optional;
        if (package is null)
        {
            if (!isOptional)
            {
                _facts.Add((cause, null, []));
            }

            return;
        }

        if (Prereleases.AreMeantBy(range.Range))
        {
            _optedIn.Add(package);
        }

        if (!isOptional)
        {
            _roots.Add(package);
        }

        _facts.Add((cause, package, ConstraintCompiler.ForbiddenBy(isOptional ? ConstraintKind.Optional : ConstraintKind.Required, package, range)));
    }
}

using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// All packages and hosts that a solution can be made of, interned to small numbers. What versions ask of others is compiled to sets
/// when it is first needed. One universe serves many solves with the same overrides and hosts, one after the other.
/// </summary>
internal sealed class PackageUniverse
{
    private readonly Dictionary<string, UniversePackage> _byId;
    private readonly Dictionary<string, UniversePackage> _hosts;
    private readonly ConstraintCompiler _compiler;
    private List<(UniversePackage Depender, ulong[] Versions)>?[]? _optIns;

    private PackageUniverse(
        UniversePackage[] packages, Dictionary<string, UniversePackage> byId, Dictionary<string, UniversePackage> hosts, IEnumerable<VersionOverride> overrides)
    {
        Packages = packages;
        _byId = byId;
        _hosts = hosts;
        _compiler = new ConstraintCompiler(this, overrides);
    }

    /// <summary>Every package, then every host; each group in ordinal order of ids, without regard to case.</summary>
    public UniversePackage[] Packages { get; }

    /// <summary>How many constraints were compiled.</summary>
    public int ConstraintCount => _compiler.Count;

    /// <summary>Makes a universe.</summary>
    /// <param name="packages">Versions by id, lowest first.</param>
    /// <param name="hosts">The hosts of the request and those that modules and roots name.</param>
    /// <param name="overrides">Ranges that count instead of what packages say.</param>
    public static PackageUniverse Create(
        IEnumerable<(string Id, KnownVersion[] Versions)> packages, HostVersions hosts, IEnumerable<VersionOverride> overrides)
    {
        var sorted = packages.OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase).ToArray();
        var byId = new Dictionary<string, UniversePackage>(sorted.Length, StringComparer.OrdinalIgnoreCase);
        var all = new List<UniversePackage>(sorted.Length);
        foreach (var (id, versions) in sorted)
        {
            var package = new UniversePackage(all.Count, id, versions);
            all.Add(package);
            byId.Add(id, package);
        }

        var hostPackages = new Dictionary<string, UniversePackage>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, versions) in hosts.All)
        {
            var package = new UniversePackage(all.Count, id, [.. versions.Select(version => new KnownVersion(version, true, null, null))]) { IsHost = true };
            all.Add(package);
            hostPackages.Add(id, package);
        }

        return new PackageUniverse([.. all], byId, hostPackages, overrides);
    }

    /// <summary>The package with an id, or null.</summary>
    /// <param name="id">Its id, in any case.</param>
    public UniversePackage? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The host with an id, or null where it is not there.</summary>
    /// <param name="id">Its id, in any case.</param>
    public UniversePackage? FindHost(string id) => _hosts.GetValueOrDefault(id);

    /// <summary>What a version asks for.</summary>
    /// <param name="package">The package.</param>
    /// <param name="bit">The version's bit.</param>
    public Constraint[] ConstraintsOf(UniversePackage package, int bit) => (package.Constraints ??= _compiler.Compile(package))[bit - 1];

    /// <summary>Who makes pre-releases of a package eligible by what it asks for.</summary>
    /// <param name="package">The package.</param>
    public IReadOnlyList<(UniversePackage Depender, ulong[] Versions)> OptInsOf(UniversePackage package) =>
        (_optIns ??= FindOptIns())[package.Index] ?? (IReadOnlyList<(UniversePackage, ulong[])>)[];

    /// <summary>Every constraint of every version of a package, each once.</summary>
    /// <param name="package">The package.</param>
    public IEnumerable<Constraint> AllConstraintsOf(UniversePackage package) =>
        (package.Constraints ??= _compiler.Compile(package)).SelectMany(ofVersion => ofVersion).Distinct();

    /// <summary>Facts of a version, where they are known.</summary>
    /// <param name="package">The package.</param>
    /// <param name="bit">The version's bit.</param>
    public static PackageFacts? FactsOf(UniversePackage package, int bit) => package.Versions[bit - 1].Facts;

    private List<(UniversePackage Depender, ulong[] Versions)>?[] FindOptIns()
    {
        var optIns = new List<(UniversePackage, ulong[])>?[Packages.Length];
        foreach (var package in Packages)
        {
            foreach (var constraint in AllConstraintsOf(package))
            {
                if (constraint is { OptsIn: true, Target: { HasPrerelease: true } target, Relation: not (ConstraintKind.Conflict or ConstraintKind.Host) })
                {
                    (optIns[target.Index] ??= []).Add((package, constraint.DependerVersions));
                }
            }
        }

        return optIns;
    }
}

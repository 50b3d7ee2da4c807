using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Requests;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>Compiles what the versions of a package ask for to sets. Versions that ask for the same share one constraint.</summary>
internal sealed class ConstraintCompiler(PackageUniverse universe, IEnumerable<VersionOverride> overrides)
{
    private readonly Dictionary<string, VersionOverride> _overrides = ByFirst(overrides);

    /// <summary>How many were made.</summary>
    public int Count { get; private set; }

    /// <summary>What each version asks for, in the order of ids.</summary>
    /// <param name="package">The package.</param>
    public Constraint[][] Compile(UniversePackage package)
    {
        var made = new Dictionary<(string Id, ConstraintKind Kind, string Range), Constraint>(KeyComparer.Instance);
        var all = new Constraint[package.Versions.Length][];
        var ofVersion = new List<Constraint>();
        for (var i = 0; i < all.Length; i++)
        {
            ofVersion.Clear();
            if (package.Versions[i].Facts is { } facts)
            {
                foreach (var dependency in facts.Dependencies)
                {
                    Take(dependency.Id, KindOf(dependency.Kind), dependency.Range);
                }

                foreach (var conflict in facts.Conflicts)
                {
                    Take(conflict.Id, ConstraintKind.Conflict, conflict.Range);
                }

                foreach (var host in facts.Hosts)
                {
                    Take(host.Id, ConstraintKind.Host, host.Range);
                }
            }

            all[i] = [.. ofVersion.OrderBy(constraint => constraint.TargetId, StringComparer.OrdinalIgnoreCase).ThenBy(constraint => constraint.Relation)];

            void Take(string id, ConstraintKind kind, WrittenRange range)
            {
                if (!made.TryGetValue((id, kind, range.Text), out var constraint))
                {
                    made.Add((id, kind, range.Text), constraint = Make(package, id, kind, range));
                }

                if (constraint.CanBeBroken || constraint is { OptsIn: true, Target: not null })
                {
                    VersionBits.Add(constraint.DependerVersions, i + 1);
                    ofVersion.Add(constraint);
                }
            }
        }

        return all;
    }

    private static ConstraintKind KindOf(DependencyKind kind) => kind switch
    {
        DependencyKind.Optional => ConstraintKind.Optional,
        DependencyKind.Peer => ConstraintKind.Peer,
        _ => ConstraintKind.Required,
    };

    private Constraint Make(UniversePackage package, string id, ConstraintKind kind, WrittenRange range)
    {
        var target = kind == ConstraintKind.Host ? universe.FindHost(id) : universe.Find(id);
        var replaced = kind is ConstraintKind.Host or ConstraintKind.Conflict ? null : _overrides.GetValueOrDefault(id);
        var counts = replaced?.Range ?? range;
        return new Constraint(Count++, package, kind, target?.Id ?? id, counts)
        {
            Target = target,
            Forbidden = target is null ? [] : ForbiddenBy(kind, target, counts),
            Override = replaced?.Reason,
            OptsIn = Prereleases.AreMeantBy(counts.Range),
        };
    }

    /// <summary>What a target must not be.</summary>
    /// <param name="kind">How it is asked for.</param>
    /// <param name="target">The target.</param>
    /// <param name="range">The range.</param>
    public static ulong[] ForbiddenBy(ConstraintKind kind, UniversePackage target, WrittenRange range)
    {
        var inRange = target.SetOf(range);
        return kind switch
        {
            ConstraintKind.Conflict => inRange,
            ConstraintKind.Optional => VersionBits.Complement(target.Present, inRange),
            _ => VersionBits.Complement(target.Full, inRange),
        };
    }

    private static Dictionary<string, VersionOverride> ByFirst(IEnumerable<VersionOverride> overrides)
    {
        var byId = new Dictionary<string, VersionOverride>(StringComparer.OrdinalIgnoreCase);
        foreach (var each in overrides)
        {
            byId.TryAdd(each.Id, each);
        }

        return byId;
    }

    private sealed class KeyComparer : IEqualityComparer<(string Id, ConstraintKind Kind, string Range)>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals((string Id, ConstraintKind Kind, string Range) x, (string Id, ConstraintKind Kind, string Range) y) =>
            x.Kind == y.Kind && x.Range == y.Range && x.Id.Equals(y.Id, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string Id, ConstraintKind Kind, string Range) key) =>
            HashCode.Combine(key.Kind, key.Range, key.Id.GetHashCode(StringComparison.OrdinalIgnoreCase));
    }
}

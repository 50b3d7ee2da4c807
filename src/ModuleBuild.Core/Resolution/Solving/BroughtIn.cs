namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>
/// Nothing is in the set but what a root, or another member, brings in. Ordinary propagation never breaks that rule; peers and opt-ins,
/// which ask for a package without bringing it in, can. It is stated where it is needed, as answer set solvers do with loop formulas:
/// of a group of packages that only one another would bring in, each is incompatible with the absence of everybody else who would.
/// </summary>
internal sealed class BroughtIn(PackageUniverse universe, IncompatibilityStore store, PartialSolution solution)
{
    private List<(UniversePackage Depender, ulong[] Versions)>?[]? _supporters;

    /// <summary>Members of the partial solution that nothing brings in. All that must be in the set has been decided.</summary>
    /// <param name="input">Says what the roots ask for.</param>
    public IReadOnlyList<UniversePackage> FindLoose(SolverInput input)
    {
        var reached = new HashSet<UniversePackage>();
        var open = new Stack<UniversePackage>(solution.Positives.Select(index => universe.Packages[index]).Where(package => package.IsHost || input.IsRoot(package)));
        while (open.TryPop(out var package))
        {
            if (reached.Add(package) && !package.IsHost)
            {
                foreach (var constraint in universe.ConstraintsOf(package, solution.ChosenBit(package.Index)))
                {
                    if (constraint is { Relation: ConstraintKind.Required, Target: { } target })
                    {
                        open.Push(target);
                    }
                }
            }
        }

        return [.. solution.Positives.Select(index => universe.Packages[index]).Where(package => !reached.Contains(package))];
    }

    /// <summary>
    /// States that a package is in the set only where somebody outside of its group brings it, or one of its group, in. The group is
    /// what would bring it in but is not in the set either, and so on.
    /// </summary>
    /// <param name="package">The package.</param>
    /// <param name="loose">Packages in the set that nothing brings in; they count as not in the set.</param>
    public void State(UniversePackage package, IReadOnlyList<UniversePackage>? loose = null)
    {
        var group = new HashSet<UniversePackage> { package };
        var open = new Queue<UniversePackage>(group);
        var outside = new SortedDictionary<int, ulong[]>();
        while (open.TryDequeue(out var member))
        {
            foreach (var (depender, versions) in SupportersOf(member))
            {
                if (group.Contains(depender))
                {
                    continue;
                }

                if (!solution.IsPositive(depender.Index) || loose?.Contains(depender) == true)
                {
                    group.Add(depender);
                    outside.Remove(depender.Index);
                    open.Enqueue(depender);
                }
                else
                {
                    outside[depender.Index] = outside.TryGetValue(depender.Index, out var known) ? [.. known.Zip(versions, (a, b) => a | b)] : versions;
                }
            }
        }

        store.Begin(new IsNotBroughtIn(package, [.. outside.Select(other => (universe.Packages[other.Key], other.Value))]));
        store.AddTerm(package.Index, package.Present);
        foreach (var (index, versions) in outside)
        {
            store.AddTerm(index, VersionBits.Complement(universe.Packages[index].Full, versions));
        }
    }

    private List<(UniversePackage Depender, ulong[] Versions)> SupportersOf(UniversePackage package) =>
        (_supporters ??= FindSupporters())[package.Index] ?? [];

    private List<(UniversePackage Depender, ulong[] Versions)>?[] FindSupporters()
    {
        var supporters = new List<(UniversePackage, ulong[])>?[universe.Packages.Length];
        foreach (var package in universe.Packages)
        {
            foreach (var constraint in universe.AllConstraintsOf(package))
            {
                if (constraint is { Relation: ConstraintKind.Required, Target: { } target })
                {
                    (supporters[target.Index] ??= []).Add((package, constraint.DependerVersions));
                }
            }
        }

        return supporters;
    }
}

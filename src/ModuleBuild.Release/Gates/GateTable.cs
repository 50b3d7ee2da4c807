using System.Collections.Immutable;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>Every kind of gate. A new one is a class, a row here, and a place in the presets; documentation is made from it.</summary>
public static class GateTable
{
    // What is brought anew is looked at; what only goes, or gets other settings, was looked at when it came.
    private static readonly ImmutableArray<OperationKind> Anything = [.. Enum.GetValues<OperationKind>()];
    private static readonly ImmutableArray<OperationKind> NewModules = [OperationKind.Promote];
    private static readonly ImmutableArray<OperationKind> ChangesByChoice = [OperationKind.Promote, OperationKind.Remove, OperationKind.Configure];
    private static readonly ImmutableArray<OperationKind> OtherModules = [OperationKind.Promote, OperationKind.Rollback];

    /// <summary>All of them, in the order of <see cref="GateNames.All"/>.</summary>
    public static ImmutableArray<GateRule> All { get; } =
    [
        new(GateNames.KnownGood, "Is each module good where the set comes from?", NewModules, context => new KnownGoodGate(context.Policy.From)),
        new(GateNames.Soak, "Has it been good there for long enough?", NewModules, context => new SoakGate(context.Policy.Gates.Soak)),
        new(GateNames.Freeze, "Are changes allowed at this time?", ChangesByChoice, context => new FreezeGate(context.Policy.Freeze)),
        new(GateNames.Quarantine, "Was the set never found to be bad here?", Anything, _ => new QuarantineGate()),
        new(GateNames.Prerelease, "Is no module a pre-release?", OtherModules, _ => new PrereleaseGate()),
    ];

    /// <summary>The gates of an environment, in the order in which they are shown.</summary>
    /// <param name="policy">Its policy.</param>
    /// <param name="ports">What they ask besides the store.</param>
    public static ImmutableArray<IGate> Of(EnvironmentPolicy policy, GatePorts ports)
    {
        var context = new GateContext(policy, ports);
        return [.. All.Where(rule => policy.Gates.On.Contains(rule.Name)).Select(rule => new ScopedGate(rule.Create(context), rule.AskedFor))];
    }

    // Each row says itself for what it is asked, and no gate has to.
    private sealed class ScopedGate(IGate inner, ImmutableArray<OperationKind> askedFor) : IGate
    {
        public string Name => inner.Name;

        public Task<GateAnswer> JudgeAsync(GateInput input, CancellationToken cancellation) => askedFor.Contains(input.Operation.Kind)
            ? inner.JudgeAsync(input, cancellation)
            : Task.FromResult(Answers.Pass(inner.Name, $"Not asked for the operation '{input.Operation.Kind.ToString().ToLowerInvariant()}'."));
    }
}

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

    private static readonly ImmutableArray<OperationKind> OtherSets = [OperationKind.Promote, OperationKind.Rollback, OperationKind.Remove];
    private static readonly ImmutableArray<OperationKind> OtherSettings = [OperationKind.Promote, OperationKind.Rollback, OperationKind.Configure];

    /// <summary>All of them, in the order of <see cref="GateNames.All"/>.</summary>
    public static ImmutableArray<GateRule> All { get; } =
    [
        new(GateNames.KnownGood, "Is each module good where the set comes from?", NewModules, of => new KnownGoodGate(of.Policy.From)),
        new(GateNames.Soak, "Has it been good there for long enough?", NewModules, of => new SoakGate(of.Gates.Soak)),
        new(GateNames.Approvals, "Have enough people approved, proven by their signatures?", ChangesByChoice, of => new ApprovalsGate(of.Approvals, of.Gates.Approvals)),
        new(GateNames.Freeze, "Are changes allowed at this time?", ChangesByChoice, of => new FreezeGate(of.Policy.Freeze)),
        new(GateNames.Quarantine, "Was the set never found to be bad here?", Anything, _ => new QuarantineGate()),
        new(GateNames.Evidence, "Do the packages hold the bytes that were released, and is their evidence about these?", Anything, of => new EvidenceGate(of.Evidence)),
        new(GateNames.Score, "Has each module the least security score?", OtherModules, of => new ScoreGate(of.Evidence, of.Gates.MinimumScore)),
        new(GateNames.MalwareScan, "Was each module scanned for malware?", OtherModules, of => new MalwareScanGate(of.Evidence)),
        new(GateNames.Vulnerabilities, "Is nothing that runs known to be vulnerable, asked again now?", OtherModules, of => new VulnerabilitiesGate(of.Evidence, of.Gates.Vulnerabilities, of.Ports.Advisories, of.Ports.Workspace)),
        new(GateNames.Capabilities, "Can no module do what is denied, or new and not approved?", OtherModules, of => new CapabilitiesGate(of.Evidence, of.Gates, of.Ports.Workspace, of.Approvals, of.Ports.Recount)),
        new(GateNames.Sbom, "Does each package list all that is in it?", OtherModules, of => new SbomGate(of.Evidence)),
        new(GateNames.Signature, "Is each package signed, by whom the policy names?", OtherModules, of => new SignatureGate(of.Evidence, of.Gates.Certificates)),
        new(GateNames.ConsistentSet, "Do all needs and conflicts hold within the set?", OtherSets, of => new ConsistentSetGate(of.Evidence)),
        new(GateNames.Compatibility, "Do the modules fit hosts, platform and runtime?", OtherSets, of => new CompatibilityGate(of.Evidence, of.Policy, of.Ports.SetCompatibility)),
        new(GateNames.Settings, "Are all settings what the modules' schemas allow, and secrets only referred to?", OtherSettings, of => new SettingsGate(of.Evidence)),
        new(GateNames.Migrations, "Is nothing migrated for good that nobody accepted?", OtherModules, of => new MigrationsGate(of.Evidence, of.Gates.Acknowledged)),
        new(GateNames.Prerelease, "Is no module a pre-release?", OtherModules, _ => new PrereleaseGate()),
        new(GateNames.Performance, "Are measured values within the limits of the policy?", OtherModules, of => new PerformanceGate(of.Evidence, of.Policy.PerformanceRequirements)),
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

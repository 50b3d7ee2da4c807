using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Tests.Evidence;
using ModuleBuild.Release.Tests.Fakes;

namespace ModuleBuild.Release.Tests.Gates;

public sealed class GateTableTests : IDisposable
{
    private readonly Packages _packages = new();

    [Fact]
    public void Every_gate_has_its_row_in_the_order_of_names() => Assert.Equal(GateNames.All, GateTable.All.Select(rule => rule.Name));

    [Fact]
    public void Every_gate_has_its_name() => Assert.Equal(GateNames.All, Judge.Names(GateTable.Of(Judge.Policy(), Ports())));

    [Fact]
    public void Gates_of_groups_are_known() => Assert.Empty(GateGroup.All.SelectMany(group => group.Gates).Except(GateNames.All));

    [Theory]
    [InlineData(SecurityLevel.Low, "known-good,freeze,quarantine,evidence,vulnerabilities,capabilities,consistent-set,compatibility,settings,migrations,performance")]
    [InlineData(SecurityLevel.Medium, "known-good,freeze,quarantine,evidence,score,vulnerabilities,capabilities,sbom,consistent-set,compatibility,settings,migrations,performance")]
    [InlineData(SecurityLevel.High, "known-good,soak,approvals,freeze,quarantine,evidence,score,malware-scan,vulnerabilities,capabilities,sbom,signature,consistent-set,compatibility,settings,migrations,prerelease,performance")]
    public void Presets_switch_gates_on(SecurityLevel level, string gates) =>
        Assert.Equal(gates, string.Join(',', Judge.Names(GateTable.Of(Judge.Policy(GatePolicy.Of(level)), Ports()))));

    [Theory]
    [InlineData(OperationKind.Rollback, GateNames.Freeze)]
    [InlineData(OperationKind.Rollback, GateNames.Approvals)]
    [InlineData(OperationKind.Apply, GateNames.Vulnerabilities)]
    [InlineData(OperationKind.Remove, GateNames.Score)]
    [InlineData(OperationKind.Configure, GateNames.Compatibility)]
    public async Task Gate_is_not_asked_about_what_it_is_not_for(OperationKind kind, string name)
    {
        var gate = GateTable.Of(Judge.Policy(), Ports()).Single(gate => gate.Name == name);

        Assert.Equal($"Pass: Not asked for the operation '{kind.ToString().ToLowerInvariant()}'.", await Judge.AskAsync(gate, Judge.Input(World.Set("A 1.0.0"), kind: kind)));
    }

    public void Dispose() => _packages.Dispose();

    private GatePorts Ports() => new() { Packages = _packages, Approvals = new SshApprovalVerifier(TimeProvider.System) };
}

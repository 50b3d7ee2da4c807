using ModuleBuild.Core.Resolution.Checks;
using static ModuleBuild.Core.Tests.Resolution.Checks.CheckScenario;

namespace ModuleBuild.Core.Tests.Resolution.Checks;

public sealed class PackedHostAssembliesTests
{
    [Fact]
    public void An_assembly_of_the_host_or_of_what_it_needs_is_told_with_its_path()
    {
        var kept = Library("Acme.Types") with { RuntimeAssemblies = [] };
        var set = Set([Library("Acme.Host", "1.0.0", "Acme.Types"), kept, Library("Own")], Reference("Acme.Host"), Reference("Own"));

        Assert.Equal(
            ["lib~1net10.0~1Acme.Host.dll", "lib~1net10.0~1acme.types.dll", "runtimes~1linux-x64~1lib~1net10.0~1Acme.Host.dll"],
            Find(
                [set],
                "lib/net10.0/Acme.Orders.dll", "lib/net10.0/acme.types.dll", "lib/net10.0/Own.dll", "runtimes/linux-x64/lib/net10.0/Acme.Host.dll",
                "lib/net10.0/Acme.Host.dll"));
    }

    [Fact]
    public void A_host_that_is_not_restored_is_known_by_its_name() =>
        Assert.Equal(["lib~1net10.0~1Acme.Host.dll"], Find([], "lib/net10.0/Acme.Host.dll", "lib/net10.0/Acme.Types.dll"));

    [Fact]
    public void What_does_not_run_in_the_host_may_be_there() =>
        Assert.Empty(Find(
            [], "ref/net10.0/Acme.Host.dll", "tools/Acme.Host.dll", "analyzers/Acme.Host.dll", "lib/net10.0/Acme.Host.xml", "runtimes/any/native/Acme.Host.dll"));

    private static IEnumerable<string> Find(RestoredSet[] sets, params string[] paths)
    {
        var document = new CheckScenario("""{ "host": { "Acme.Host": "1.0" } }""").Document;
        var findings = PackedHostAssemblies.Find(document, [.. sets], paths);
        Assert.All(findings, finding => Assert.Equal(("MB1012", 1, 13), (finding.Code, finding.Location.Line, finding.Location.Column)));
        return findings.Select(finding => finding.Subject["/host/Acme.Host/".Length..]);
    }
}

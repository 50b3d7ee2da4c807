using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Release.Tests.Evidence;

public sealed class SetDifferencesTests : IDisposable
{
    private readonly Packages _packages = new();

    [Fact]
    public async Task What_a_module_newly_can_do_and_runs_with_is_told()
    {
        var before = _packages.Add(Module("Acme.A", "1.0.0", ["Old@1.0.0", "Same@1.0.0", "Moved@1.0.0"], "network:connect", "env:read"), Packages.Good("Acme.B"));
        var after = _packages.Add(Module("Acme.A", "1.1.0", ["Same@1.0.0", "Moved@2.0.0", "New@3.0.0"], "network:connect", "file:write"), Packages.Good("Acme.B"));

        var difference = Assert.Single(await BetweenAsync(before, after));

        Assert.Equal("Acme.A", difference.Id);
        Assert.Equal(["file:write:*"], difference.NewCapabilities);
        Assert.Equal(["env:read:*"], difference.GoneCapabilities);
        Assert.Equal([new ComponentChange("Moved", "1.0.0", "2.0.0"), new("New", null, "3.0.0"), new("Old", "1.0.0", null)], difference.Components);
        Assert.Null(difference.NotCompared);
    }

    [Fact]
    public async Task All_that_a_new_module_can_do_is_new_and_its_packages_are_not_told()
    {
        var before = _packages.Add(Packages.Good("Acme.B"));
        var after = _packages.Add(Packages.Good("Acme.B"), Module("Acme.A", "1.0.0", ["New@3.0.0"], "network:connect"));

        var difference = Assert.Single(await BetweenAsync(before, after));

        Assert.Equal(["network:connect:*"], difference.NewCapabilities);
        Assert.Empty(difference.Components);
    }

    [Fact]
    public async Task What_cannot_be_compared_is_said_and_not_taken_for_the_same()
    {
        var before = _packages.Add(TestPackage.Module("Acme.A", "1.0.0"), Packages.Good("Acme.B"));
        var gone = ModuleSet.Of([.. before.Modules.Where(module => module.Id == "Acme.A"), new ReleasedModule("Acme.B", "9.0.0", "hash")], before.Settings);
        var after = _packages.Add(Module("Acme.A", "1.1.0", [], "network:connect"));

        var old = Assert.Single(await BetweenAsync(before, after));
        var missing = Assert.Single(await BetweenAsync(before, gone));

        Assert.Empty(old.NewCapabilities);
        Assert.Equal("Acme.A 1.0.0 does not say what it can do. Acme.A 1.0.0 has no SBOM.", old.NotCompared);
        Assert.StartsWith("The package of Acme.B 9.0.0 cannot be had:", missing.NotCompared, StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_set_and_the_same_set_differ_in_nothing()
    {
        var set = _packages.Add(Module("Acme.A", "1.0.0", [], "network:connect"));

        Assert.Empty(await BetweenAsync(ModuleSet.Empty, set));
        Assert.Empty(await BetweenAsync(set, set));
        Assert.Equal(0, _packages.Asked);
    }

    public void Dispose() => _packages.Dispose();

    private Task<System.Collections.Immutable.ImmutableArray<ModuleDifference>> BetweenAsync(ModuleSet before, ModuleSet after) =>
        new SetDifferences(_packages.Evidence).BetweenAsync(before, after, TestContext.Current.CancellationToken);

    private static TestPackage Module(string id, string version, string[] runsWith, params string[] capabilities) => TestPackage.Module(id, version)
        .WithEvidence($"{id}.cdx.json", "sbom", Packages.Sbom([], runsWith))
        .WithEvidence("capabilities.json", "capabilities", Packages.Capabilities(id, version, capabilities));
}

using ModuleBuild.Core.Ports;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>What is found in a package itself, whatever its evidence says.</summary>
public sealed class CapabilityRecountTests : IDisposable
{
    private const string Starts = "public static class Tool { public static void Run() => System.Diagnostics.Process.Start(\"git\"); public static void Read() => System.IO.File.ReadAllText(\"/etc/hosts\"); }";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Own_assembly_is_looked_into_and_bundled_ones_as_far_as_it_calls_them()
    {
        var tool = Compile("Tool", Starts);
        var own = Compile("Acme.A", "namespace Acme; class Entry { void Configure() => Tool.Run(); }", tool);
        var module = Module().WithFile("lib/net10.0/Acme.A.dll", File.ReadAllBytes(own));

        var alone = await RecountAsync(module);
        var bundled = await RecountAsync(module.WithFile("lib/net10.0/Tool.dll", File.ReadAllBytes(tool)));

        Assert.Equal((null, SharedMap.Version), (alone.Problem, alone.MapVersion));
        Assert.Empty(alone.Capabilities);
        Assert.Equal(["process:start:git"], bundled.Capabilities.Select(capability => capability.ToString()));
    }

    [Theory]
    [InlineData("Other", true, "process:start:git")] // the assembly that has the entry point, by whatever name
    [InlineData("Other", false, "process:start:git")] // the only one there is
    public async Task Own_assembly_may_have_another_name(string name, bool hasLibrary, string found)
    {
        var own = Compile(name, "namespace Acme; class Entry { void Configure() => System.Diagnostics.Process.Start(\"git\"); }");
        var module = Module().WithFile($"lib/net10.0/{name}.dll", File.ReadAllBytes(own));

        var recounted = await RecountAsync(hasLibrary ? module.WithFile("lib/net10.0/Tool.dll", File.ReadAllBytes(Compile("Tool", Starts))) : module);

        Assert.Equal([found], recounted.Capabilities.Select(capability => capability.ToString()));
    }

    [Fact]
    public async Task All_assemblies_count_where_none_is_known_to_be_its_own()
    {
        var module = Module()
            .WithFile("lib/net10.0/B.dll", File.ReadAllBytes(Compile("B", "class Nothing { }")))
            .WithFile("lib/net10.0/Tool.dll", File.ReadAllBytes(Compile("Tool", Starts)));

        var recounted = await RecountAsync(module);

        Assert.Equal((null, true), (recounted.Problem, recounted.IsWider));
        Assert.Contains("process:start:git", recounted.Capabilities.Select(capability => capability.ToString()));
    }

    [Fact]
    public async Task What_cannot_be_looked_into_is_told()
    {
        Assert.Equal((null, 0), Summary(await RecountAsync(Module())));
        var unknown = await RecountAsync(Module().WithFile("lib/net10.0/B.dll", "no assembly").WithFile("lib/net10.0/C.dll", "no assembly"));
        Assert.Equal("it has no assembly that can be read.", unknown.Problem);
        Assert.Equal("Acme.A.dll cannot be read.", (await RecountAsync(Module().WithFile("lib/net10.0/Acme.A.dll", "no assembly"))).Problem);
        var noPackage = _folder.Write("no.nupkg", "no package");
        Assert.StartsWith("its assemblies cannot be looked into: ", (await new CapabilityRecount().RecountAsync(Package(noPackage), TestContext.Current.CancellationToken)).Problem, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static (string? Problem, int Count) Summary(RecountedCapabilities found) => (found.Problem, found.Capabilities.Length);

    private static TestPackage Module() => TestPackage.Module("Acme.A", "1.0.0");

    private static ModulePackage Package(string path) => new("Acme.A", NuGetVersion.Parse("1.0.0"), path, path, null);

    private Task<RecountedCapabilities> RecountAsync(TestPackage package) =>
        new CapabilityRecount().RecountAsync(Package(package.WriteTo(_folder["packages"])), TestContext.Current.CancellationToken);

    private string Compile(string name, string source, params string[] references) =>
        CompiledProgram.Compile(Directory.CreateDirectory(_folder["compiled"]).FullName, name, source, references: references);
}

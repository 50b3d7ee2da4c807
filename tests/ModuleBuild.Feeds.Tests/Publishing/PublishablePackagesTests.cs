using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Publishing;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;
using static ModuleBuild.Feeds.Tests.Publishing.PublishScenario;

namespace ModuleBuild.Feeds.Tests.Publishing;

public sealed class PublishablePackagesTests : IDisposable
{
    private static readonly TestPackage Unproved = TestPackage.Module("Acme.A", "1.0.0").DependsOn("Acme.B", "[1.0,2.0)").WithChangelog().WithFile("lib/net10.0/Acme.A.dll", "code");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Whole_package_has_no_problems()
    {
        var package = await ReadAsync(Unproved.WithSbom());

        Assert.Empty(package.EvidenceProblems);
        Assert.Equal(("Acme.A 1.0.0", 64, false), (package.ToString(), package.Evidence!.Length, package.IsSigned));
        Assert.Equal(["Acme.B"], package.Needs);
        Assert.NotNull(package.Changelog!.Find(package.File.Version));
        Assert.Null(package.Symbols);
    }

    [Fact]
    public async Task Evidence_of_other_bytes_is_told_with_each_file()
    {
        var package = await ReadAsync(Unproved.WithSbom()
            .WithFile("lib/net10.0/Acme.A.dll", "other code")
            .WithFile("lib/net10.0/Added.dll", "more code")
            .WithFile("module/added.json", "{}"));

        string[] problems =
        [
            "'lib/net10.0/Acme.A.dll' is not the file that was proved.",
            "nothing answers for 'lib/net10.0/Added.dll'.",
            "nothing answers for 'module/added.json'.",
        ];
        Assert.Equal(problems.Length, package.EvidenceProblems.Length);
        Assert.All(problems, problem => Assert.Contains(package.EvidenceProblems, finding => finding.Message.Contains(problem, StringComparison.Ordinal)));
        Assert.All(package.EvidenceProblems, finding => Assert.Equal("MB9008", finding.Code));
    }

    [Fact]
    public async Task Package_without_evidence_is_told()
    {
        var package = await ReadAsync(TestPackage.Library("Acme.A", "1.0.0"));

        Assert.Null(package.Evidence);
        Assert.Contains("carries no module/evidence.json", Assert.Single(package.EvidenceProblems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_without_sbom_is_told() =>
        Assert.Contains("it has no SBOM that can be read", Assert.Single((await ReadAsync(Unproved)).EvidenceProblems).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Evidence_of_another_package_is_told()
    {
        var other = TestPackage.Module("Acme.A", "1.0.1").WithChangelog().WithFile("lib/net10.0/Acme.A.dll", "code").WithSbom();
        var index = System.Text.Encoding.UTF8.GetString(PackedModule.Read(other.WriteTo(_folder["other"])).Bytes("module/evidence.json"));

        var package = await ReadAsync(Unproved.WithSbom().WithFile("module/evidence.json", index));

        Assert.Contains(package.EvidenceProblems, finding => finding.Message.Contains("the evidence is that of Acme.A 1.0.1, and the package is Acme.A 1.0.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Symbols_beside_it_come_with_it()
    {
        Unproved.WithSbom().WriteTo(_folder["out"]);
        File.WriteAllBytes(_folder["out/Acme.A.1.0.0.snupkg"], TestPackage.Library("Acme.A", "1.0.0").WithFile("lib/net10.0/Acme.A.pdb", "symbols").ToBytes());

        var with = await PublishablePackages.ReadAsync(_folder["out/Acme.A.1.0.0.nupkg"], withSymbols: true, Cancellation);
        var without = await PublishablePackages.ReadAsync(_folder["out/Acme.A.1.0.0.nupkg"], withSymbols: false, Cancellation);

        Assert.Equal(PackageFileKind.Symbols, with.Value!.Symbols!.Kind);
        Assert.Null(without.Value!.Symbols);
    }

    [Fact]
    public async Task Symbols_of_another_package_are_refused()
    {
        Unproved.WithSbom().WriteTo(_folder["out"]);
        File.WriteAllBytes(_folder["out/Acme.A.1.0.0.snupkg"], TestPackage.Library("Acme.A", "2.0.0").ToBytes());

        var (package, problem) = await PublishablePackages.ReadAsync(_folder["out/Acme.A.1.0.0.nupkg"], withSymbols: true, Cancellation);

        Assert.Null(package);
        Assert.Contains("it says that it is Acme.A 2.0.0, and stands beside Acme.A 1.0.0", problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_bytes_give_a_finding_and_never_a_crash() =>
        DamagedBytes.FeedFiles("package.nupkg", [Unproved.WithSbom().ToBytes()], DamagedBytes.XmlTokens, path =>
        {
            var (package, problem) = PublishablePackages.ReadAsync(path, withSymbols: false, Cancellation).GetAwaiter().GetResult();
            Assert.True(package is null != problem is null);
        });

    [Fact]
    public async Task File_that_is_not_there_is_told()
    {
        var (_, problem) = await PublishablePackages.ReadAsync(_folder["none.nupkg"], withSymbols: true, Cancellation);

        Assert.Equal("MB1021", problem!.Code);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<PublishablePackage> ReadAsync(TestPackage package)
    {
        var (read, problem) = await PublishablePackages.ReadAsync(package.WriteTo(_folder["out"]), withSymbols: true, Cancellation);
        Assert.Null(problem?.Message);
        return read!;
    }
}

using ModuleBuild.Core.Locking;
using ModuleBuild.Tasks.Stages;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Tasks.Tests;

public sealed class ResolveSourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ResolveSourcesTests()
    {
        Serve("configured", TestPackage.Module("Acme.Catalog", "2.1.0"));
        Serve("added", TestPackage.Module("Acme.Mail", "1.0.0"));
        _folder.Write("nuget.config", """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="configured" value="configured" /><add key="off" value="added" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
              <disabledPackageSources><clear /><add key="off" value="true" /></disabledPackageSources>
            </configuration>
            """);
    }

    [Fact]
    public async Task The_sources_of_nuget_config_are_asked() =>
        Assert.Equal((1, 0), await KnownAsync(Input()));

    [Fact]
    public async Task Sources_that_a_project_adds_are_asked_beside_them() =>
        Assert.Equal((1, 1), await KnownAsync(Input() with { AdditionalSources = [_folder["added"]] }));

    [Fact]
    public async Task Sources_that_a_project_names_are_asked_instead() =>
        Assert.Equal((0, 1), await KnownAsync(Input() with { Sources = [_folder["added"]] }));

    [Fact]
    public void A_configuration_that_cannot_be_read_is_told_where_a_project_adds_sources_too()
    {
        _folder.Write("nuget.config", "<configuration>");

        var (source, findings) = ResolveSources.Open(Input() with { AdditionalSources = [_folder["added"]] }, _folder.Path, locked: null);

        Assert.Null(source);
        Assert.Equal("MB1015", Assert.Single(findings).Code);
    }

    [Fact]
    public async Task Sources_of_the_workspace_are_asked_instead_of_all()
    {
        _folder.Write("modulebuild.json", """{ "resolution": { "sources": ["./added"] } }""");

        Assert.Equal((0, 1), await KnownAsync(Input() with { AdditionalSources = [_folder["configured"]] }));
    }

    [Fact]
    public async Task A_package_is_extracted_where_the_restore_of_the_project_extracts_it()
    {
        var (source, _) = ResolveSources.Open(Input() with { PackagesFolder = _folder["own"] }, _folder.Path, locked: null);

        await source!.GetVersionsAsync("Acme.Catalog", TestContext.Current.CancellationToken);
        await source.GetFactsAsync("Acme.Catalog", NuGetVersion.Parse("2.1.0"), TestContext.Current.CancellationToken);
        await source.SettleAsync();

        Assert.True(File.Exists(_folder["own/acme.catalog/2.1.0/.nupkg.metadata"]));
        Assert.False(Directory.Exists(_folder["packages/acme.catalog"]));
    }

    [Fact]
    public async Task A_package_with_other_bytes_than_the_lock_says_is_not_taken()
    {
        var version = NuGetVersion.Parse("2.1.0");
        var locked = new LockFile { Inputs = "", Packages = [new() { Id = "acme.catalog", Version = version, Checksum = "sha512-other" }] };
        var (source, _) = ResolveSources.Open(Input(), _folder.Path, locked);

        await source!.GetVersionsAsync("Acme.Catalog", TestContext.Current.CancellationToken);
        var answer = await source.GetFactsAsync("Acme.Catalog", version, TestContext.Current.CancellationToken);

        Assert.Equal(("MB1016", _folder["module.lock.json"]), (answer.Problem!.Code, answer.Problem.Location.File));
    }

    [Fact]
    public void Settings_that_cannot_be_used_open_nothing()
    {
        _folder.Write("modulebuild.json", "[");

        Assert.Equal("MB1024", Assert.Single(ResolveSources.Open(Input(), _folder.Path, null).Findings).Code);
    }

    public void Dispose() => _folder.Dispose();

    private ResolveStageInput Input() => new(_folder["module.json"], false, false, false, [], []);

    private async Task<(int Catalog, int Mail)> KnownAsync(ResolveStageInput input)
    {
        var (source, findings) = ResolveSources.Open(input, _folder.Path, null);
        Assert.Empty(findings);
        return (await CountAsync("Acme.Catalog"), await CountAsync("Acme.Mail"));

        async Task<int> CountAsync(string id) =>
            (await source!.GetVersionsAsync(id, TestContext.Current.CancellationToken)).Value!.Versions.Length;
    }

    private void Serve(string feed, TestPackage package)
    {
        Directory.CreateDirectory(_folder[feed]);
        package.WriteTo(_folder[feed]);
    }
}

using System.Collections.Immutable;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Tasks.Releases;
using ModuleBuild.Tasks.Stages;
using ModuleBuild.Testing;
using NuGet.Versioning;

namespace ModuleBuild.Tasks.Tests.Releases;

public sealed class LastReleaseSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Files _files = new();

    [Theory]
    [InlineData("1.3.0", "1.2.0")]
    [InlineData("1.2.0", "1.1.0")]
    [InlineData("1.2.0-beta", "1.1.0")]
    [InlineData("3.0.0", "1.2.0")]
    [InlineData("1.0.0", null)]
    public async Task The_highest_stable_listed_version_below_this_one_counts(string version, string? last)
    {
        _files.Versions = ["1.0.0", "1.1.0", "1.2.0", "1.2.1-rc.1"];
        _files.Unlisted = ["2.0.0"];

        var (release, note) = await FindAsync(version);

        Assert.Equal((last, null, null), (release.Version?.ToNormalizedString(), release.NotCompared, note));
    }

    [Fact]
    public async Task What_only_lies_here_is_no_release_unless_sources_are_silent()
    {
        _files.Versions = ["1.1.0", "1.2.0"];
        _files.OnlyHere = ["1.2.0"];
        Assert.Equal("1.1.0", (await FindAsync("1.3.0")).Release.Version!.ToNormalizedString());

        _files.Problem = Silence();
        var (release, note) = await FindAsync("1.4.0");

        Assert.Equal("1.2.0", release.Version!.ToNormalizedString());
        Assert.StartsWith("Acme.Orders was compared with 1.2.0, which is here; there may be a later release.", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_there_is_none_is_remembered_for_the_day_and_the_version()
    {
        await FindAsync("1.3.0");
        await FindAsync("1.3.0");
        Assert.Equal(1, _files.Asked);

        await FindAsync("1.4.0");
        Assert.Equal(2, _files.Asked);
    }

    [Fact]
    public async Task A_silent_source_is_not_waited_for_again_and_told_each_time()
    {
        _files.Problem = Silence();

        var (first, note) = await FindAsync("1.3.0");
        var (second, again) = await FindAsync("1.3.0");

        Assert.Equal((NotComparedReason.Unreachable, NotComparedReason.Unreachable), (first.NotCompared, second.NotCompared));
        Assert.StartsWith("Acme.Orders was not compared with its last release. ", note, StringComparison.Ordinal);
        Assert.Equal(note, again);
        Assert.Equal([false, false, true], _files.OpenedOffline); // opening asks nobody: it tells which sources there are
    }

    [Fact]
    public async Task Folders_are_asked_each_time()
    {
        _files.Sources = ["/feeds/local"];

        await FindAsync("1.3.0");
        _files.Versions = ["1.2.0"];

        Assert.Equal("1.2.0", (await FindAsync("1.3.0")).Release.Version!.ToNormalizedString());
    }

    public void Dispose() => _folder.Dispose();

    private static Finding Silence() => Finding.Create(DiagnosticCatalog.SourceFailed, SourceLocation.None, "far", "it gave no answer.");

    private Task<(LastRelease Release, string? Note)> FindAsync(string version)
    {
        var search = new LastReleaseSearch(
            (input, _) =>
            {
                _files.OpenedOffline.Add(input.Offline);
                return (_files, []);
            },
            new RememberedSilence(_folder["silence"], TimeProvider.System));
        var sources = new ResolveStageInput(_folder["module.json"], Locked: false, Offline: false, Interactive: false, [], []);
        return search.FindAsync(
            new LastReleaseQuestion(sources, "Acme.Orders", NuGetVersion.Parse(version), "net10.0", "Acme.Orders.dll"), TestContext.Current.CancellationToken);
    }

    private sealed class Files : IPackageFiles
    {
        public ImmutableArray<string> Sources { get; set; } = ["https://example.com/index.json"];

        public string[] Versions { get; set; } = [];

        public string[] Unlisted { get; set; } = [];

        public string[] OnlyHere { get; set; } = [];

        public Finding? Problem { get; set; }

        public int Asked { get; private set; }

        public List<bool> OpenedOffline { get; } = [];

        public Task<KnownVersions> GetVersionsAsync(string id, CancellationToken cancellation)
        {
            Asked++;
            var listed = Versions.Select(version => new VersionListing(NuGetVersion.Parse(version)));
            var unlisted = Unlisted.Select(version => new VersionListing(NuGetVersion.Parse(version)) { Listed = false });
            return Task.FromResult(new KnownVersions(new PackageVersions(id, [.. listed, .. unlisted]), Problem)
            {
                OnlyHere = [.. OnlyHere.Select(version => NuGetVersion.Parse(version))],
            });
        }

        public Task<SourceAnswer<PackageAssemblies>> GetAssembliesAsync(string id, NuGetVersion version, string framework, CancellationToken cancellation) =>
            Task.FromResult(SourceAnswer.Of(new PackageAssemblies(["/p/lib/net10.0/Acme.Orders.dll"], ["net10.0"], []) { Folder = "/p" }));
    }
}

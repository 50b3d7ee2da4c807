using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Feeds.Index;
using ModuleBuild.Testing;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Tests.Index;

public sealed class IndexWriterTests
{
    private static readonly PackageFacts Plain = new() { Id = "Acme.b", Version = NuGetVersion.Parse("1.10.0"), IsModule = false };

    private static readonly PackageFacts Rich = new()
    {
        Id = "Acme.A",
        Version = NuGetVersion.Parse("1.0.0-rc.1"),
        Dependencies = [new("Acme.C", Range("1.*"), DependencyKind.Optional), new("Acme.B", Range("[1.0,2.0)")), new("Acme.D", Range("2.0"), DependencyKind.Peer)],
        Hosts = [new("Acme.Gateway", Range("[8.3,9.0)"))],
        Conflicts = [new("Acme.Old", Range("(,2.0)"))],
        Platforms = ["win", "linux-x64"],
        Listed = false,
        Deprecated = "Use \"Acme.E\" — it is newer.",
        Checksum = "sha512-a+b/c==",
        BuildDate = new DateTimeOffset(2026, 1, 2, 5, 4, 5, TimeSpan.FromHours(2)),
        SecurityScanPassed = false,
        Advisories = [new("GHSA-2", AdvisorySeverity.Low), new("GHSA-1", AdvisorySeverity.Critical, "https://example.com/1", NuGetVersion.Parse("1.0.1"))],
        Metrics = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("memory", 30.0), KeyValuePair.Create("loadTime", 12.5)]),
        Permissions = ["network:access:example.com"],
        Changelog = "- Faster.\n- Smaller.",
    };

    [Fact]
    public void An_index_is_in_order_and_leaves_out_what_is_as_usual() =>
        Assert.Equal(
            """
            [
            {"id":"Acme.A","version":"1.0.0-rc.1","dependencies":{"Acme.B":"[1.0,2.0)","Acme.C":{"version":"1.*","kind":"optional"},"Acme.D":{"version":"2.0","kind":"peer"}},"host":{"Acme.Gateway":"[8.3,9.0)"},"conflicts":{"Acme.Old":"(,2.0)"},"platforms":["linux-x64","win"],"listed":false,"deprecated":"Use \"Acme.E\" — it is newer.","checksum":"sha512-a+b/c==","buildDate":"2026-01-02T03:04:05Z","securityScanPassed":false,"advisories":[{"id":"GHSA-1","severity":"critical","url":"https://example.com/1","firstFixed":"1.0.1"},{"id":"GHSA-2","severity":"low"}],"metrics":{"loadTime":12.5,"memory":30},"permissions":["network:access:example.com"],"changelog":"- Faster.\n- Smaller."},
            {"id":"Acme.b","version":"1.2.0","dependencies":{}},
            {"id":"Acme.b","version":"1.10.0","module":false,"dependencies":{}}
            ]

            """,
            Encoding.UTF8.GetString(IndexWriter.Write([Plain, Plain with { Version = NuGetVersion.Parse("1.2.0"), IsModule = true }, Rich])));

    [Theory]
    [InlineData("index.json")]
    [InlineData("index.json.gz")]
    public void What_was_written_is_what_is_read(string name)
    {
        using var folder = new TemporaryFolder();

        Assert.Null(IndexWriter.WriteFile(folder[name], [Rich, Plain]));
        var (packages, findings) = IndexFileReader.Read(folder[name]);

        Assert.Empty(findings);
        Assert.Equal(IndexWriter.Write([Rich, Plain]), IndexWriter.Write(packages));
        Assert.Equal(name.EndsWith(".gz", StringComparison.Ordinal), File.ReadAllBytes(folder[name])[0] == 0x1F);
    }

    [Fact]
    public void An_empty_index_is_a_list() => Assert.Equal("[\n]\n", Encoding.UTF8.GetString(IndexWriter.Write([])));

    private static WrittenRange Range(string text) => new(text, VersionRange.Parse(text));
}

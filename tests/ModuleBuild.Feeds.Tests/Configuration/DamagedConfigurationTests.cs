using ModuleBuild.Testing;

namespace ModuleBuild.Feeds.Tests.Configuration;

/// <summary>Ten thousand damaged <c>nuget.config</c>: read, or told.</summary>
public sealed class DamagedConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Damaged_configuration_is_read_or_told() => DamagedBytes.FeedFiles(
        "nuget.config",
        ["""<configuration><packageSources><clear /><add key="a" value="feed" /><add key="b" value="https://b.example/v3/index.json" protocolVersion="3" /></packageSources><packageSourceMapping><packageSource key="a"><package pattern="Acme.*" /></packageSource></packageSourceMapping></configuration>"""u8.ToArray()],
        DamagedBytes.XmlTokens,
        path =>
        {
            var (sources, findings) = NuGetFeeds.Describe(new FeedOptions { Folder = Path.GetDirectoryName(path)! });
            Assert.True(sources is not null || findings.Length > 0);
        });

    [Theory]
    [InlineData("<!DOCTYPE a [ <!ENTITY b SYSTEM \"file:///etc/passwd\"> ]><configuration><packageSources><add key=\"a\" value=\"&b;\" /></packageSources></configuration>")]
    [InlineData("<!DOCTYPE a [ <!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\"> ]><configuration><packageSources><add key=\"&c;\" value=\"feed\" /></packageSources></configuration>")]
    public void Entities_are_refused(string text)
    {
        _folder.Write("nuget.config", text);

        var (sources, findings) = NuGetFeeds.Describe(new FeedOptions { Folder = _folder.Path });

        Assert.Null(sources);
        Assert.Equal("MB1015", Assert.Single(findings).Code);
    }
}

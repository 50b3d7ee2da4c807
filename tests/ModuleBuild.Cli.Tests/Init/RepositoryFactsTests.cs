using ModuleBuild.Cli.Init;

namespace ModuleBuild.Cli.Tests.Init;

public sealed class RepositoryFactsTests
{
    [Theory]
    [InlineData("https://github.com/acme/orders", "https://github.com/acme/orders")]
    [InlineData("https://github.com/acme/orders.git", "https://github.com/acme/orders")]
    [InlineData("git@github.com:acme/orders.git", "https://github.com/acme/orders")]
    [InlineData("https://user:password@example.com/acme/orders.git", null)]
    [InlineData("http://example.com/acme/orders", null)]
    [InlineData("../upstream", null)]
    [InlineData("file:///srv/git/orders", null)]
    public void The_address_of_origin_is_told_where_it_is_https(string url, string? expected) =>
        Assert.Equal(expected, RepositoryFacts.AddressIn(
            ["[core]", "\tbare = false", "[remote \"fork\"]", "\turl = https://example.com/fork", "[remote \"origin\"]", $"\turl = {url}", "\tfetch = x"]));

    [Fact]
    public void A_url_of_another_section_is_not_the_address_of_origin() =>
        Assert.Null(RepositoryFacts.AddressIn(["[remote \"origin\"]", "\tfetch = x", "[submodule \"a\"]", "\turl = https://example.com/a"]));
}

using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Feeds.Verifying;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Tests.Verifying;

public sealed class ChecksumTests
{
    private static readonly NuGetVersion One = NuGetVersion.Parse("1.0.0");

    [Fact]
    public async Task Other_bytes_than_the_lock_says_are_refused()
    {
        var source = Locked("sha512-AAA=", "sha512-BBB=");

        Assert.Equal(
            "MB1016 Acme.A 1.0.0 from the package sources has the content hash sha512-AAA=, but module.lock.json says sha512-BBB=. "
            + "Somebody replaced the package: find out who before you go on.",
            await source.FactsFailAsync("acme.a", "1.0"));
        Assert.Equal(["1.0.0"], await source.VersionsAsync("Acme.A"));
    }

    [Theory]
    [InlineData("sha512-AAA=", "sha512-AAA=")]
    [InlineData(null, "sha512-BBB=")]
    [InlineData("sha512-AAA=", null)]
    public async Task The_same_bytes_and_bytes_of_which_nobody_knows_pass(string? found, string? expected) =>
        Assert.Equal(found, (await Locked(found, expected).FactsAsync("Acme.A", "1.0.0")).Checksum);

    private static ChecksumVerifyingSource Locked(string? found, string? expected) => new(
        new MemorySource([new PackageFacts { Id = "Acme.A", Version = One, Checksum = found }]),
        expected is null
            ? new Dictionary<(string, NuGetVersion), string>()
            : new Dictionary<(string, NuGetVersion), string> { [("ACME.A", One)] = expected });
}

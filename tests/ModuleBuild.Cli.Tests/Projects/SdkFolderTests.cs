using ModuleBuild.Cli.Projects;
using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Projects;

public sealed class SdkFolderTests : IDisposable
{
    private readonly TemporaryFolder _dotnet = new();

    [Theory]
    [InlineData("10.0.100 10.0.401 9.0.300", 10, "10.0.401")]
    [InlineData("10.0.99 10.0.100", 10, "10.0.100")]
    [InlineData("10.0.100 11.0.100", 10, "10.0.100")]
    [InlineData("10.0.100 11.0.100", 11, "11.0.100")]
    [InlineData("10.0.100-rc.2.25502.107 10.0.100-preview.7", 10, "10.0.100-rc.2.25502.107")]
    [InlineData("10.0.100-rc.2.25502.107 10.0.100", 10, "10.0.100")]
    [InlineData("NuGetFallbackFolder 10.0.100", 10, "10.0.100")]
    [InlineData("11.0.100", 10, null)]
    public void The_newest_that_the_runtime_can_load_is_taken(string installed, int runtimeMajor, string? expected)
    {
        foreach (var version in installed.Split(' '))
        {
            _dotnet.Write($"sdk/{version}/NuGet.Versioning.dll", "");
        }

        Assert.Equal(expected, Path.GetFileName(SdkFolder.Newest(_dotnet.Path, runtimeMajor)));
    }

    [Fact]
    public void A_half_removed_SDK_is_passed_over()
    {
        _dotnet.Write("sdk/10.0.100/NuGet.Versioning.dll", "");
        Directory.CreateDirectory(_dotnet["sdk/10.0.200"]);

        Assert.Equal(_dotnet["sdk/10.0.100"], SdkFolder.Newest(_dotnet.Path, 10));
    }

    [Fact]
    public void A_runtime_without_an_SDK_has_none() => Assert.Null(SdkFolder.Newest(_dotnet.Path, 10));

    public void Dispose() => _dotnet.Dispose();
}

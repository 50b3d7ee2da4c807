using System.Security.Cryptography;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Publishing;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Packaging;
using NuGet.Versioning;

namespace ModuleBuild.Feeds.Tests.Publishing;

/// <summary>Files to push, and how feeds are asked here: briefly.</summary>
internal static class PublishScenario
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A feed to publish to.</summary>
    public static IPackagePublisher Publisher(this FeedScenario scenario, string source, string? key = null, TimeSpan? timeout = null)
    {
        var (publisher, problem) = NuGetPublisher.Open(new PublisherOptions
        {
            Folder = scenario[string.Empty],
            Source = source,
            ApiKey = key,
            RetryDelay = TimeSpan.FromMilliseconds(5),
            Timeout = TimeSpan.FromSeconds(20),
            PushTimeout = timeout ?? TimeSpan.FromSeconds(20),
        });
        Assert.Null(problem?.Message);
        return publisher!;
    }

    /// <summary>Writes a package below <c>out/</c>.</summary>
    public static PackageFile Pack(this FeedScenario scenario, TestPackage package, string folder = "out")
    {
        var path = package.WriteTo(scenario[folder]);
        return Describe(PackageFileKind.Package, path, package);
    }

    /// <summary>Writes symbols of a package below <c>out/</c>.</summary>
    public static PackageFile PackSymbols(this FeedScenario scenario, TestPackage package, string content = "symbols", string folder = "out")
    {
        var path = Path.ChangeExtension(Path.Combine(scenario[folder], package.FileName), ".snupkg");
        Directory.CreateDirectory(scenario[folder]);
        File.WriteAllBytes(path, TestPackage.Library(package.Id, package.Version).WithFile("lib/net10.0/A.pdb", content).ToBytes());
        return Describe(PackageFileKind.Symbols, path, package);
    }

    public static async Task<string?> HashInAsync(this IPackagePublisher publisher, PackageFile file)
    {
        var (found, problem) = await publisher.FindAsync(file.Id, file.Version, file.Kind, Cancellation);
        Assert.Null(problem?.Message);
        return found!.ContentHash;
    }

    private static PackageFile Describe(PackageFileKind kind, string path, TestPackage package)
    {
        var bytes = File.ReadAllBytes(path);
        using var reader = new PackageArchiveReader(new MemoryStream(bytes));
        return new PackageFile(
            kind, path, package.Id, NuGetVersion.Parse(package.Version), reader.GetContentHash(Cancellation), Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length);
    }
}

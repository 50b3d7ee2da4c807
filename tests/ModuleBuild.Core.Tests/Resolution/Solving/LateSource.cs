using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution.Solving;

/// <summary>Answers later, in an order of its own.</summary>
internal sealed class LateSource(IEnumerable<PackageFacts> packages, int seed) : IPackageSource
{
    private readonly MemorySource _memory = new(packages);
    private readonly Random _random = new(seed);

    public async Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation)
    {
        await WaitAsync();
        return await _memory.GetVersionsAsync(id, cancellation);
    }

    public async Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation)
    {
        await WaitAsync();
        return await _memory.GetFactsAsync(id, version, cancellation);
    }

    private async Task WaitAsync()
    {
        for (var i = _random.Next(4); i > 0; i--)
        {
            await Task.Yield();
        }
    }
}

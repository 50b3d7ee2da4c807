using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Samples;

/// <summary>Greenhouse, built once for all tests of the collection: wave by wave, each module taking the others from the feed.</summary>
[CollectionDefinition(nameof(BuiltGreenhouse))]
public sealed class BuiltGreenhouse : IAsyncLifetime, ICollectionFixture<BuiltGreenhouse>
{
    private readonly List<BuildOutcome> _waves = [];

    /// <summary>The builds of the three waves; fewer where one failed.</summary>
    public IReadOnlyList<BuildOutcome> Waves => _waves;

    internal SampleCopy Copy { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Copy = await SampleCopy.CreateAsync("Greenhouse");
        foreach (var wave in new[] { 1, 2, 3 })
        {
            _waves.Add(await Copy.DotnetAsync("pack", "build/waves.proj", FormattableString.Invariant($"-p:Wave={wave}")));
            if (!_waves[^1].Succeeded)
            {
                break;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Copy.Dispose();
        return ValueTask.CompletedTask;
    }
}

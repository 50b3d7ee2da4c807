using ModuleBuild.EndToEnd.Tests;
using ModuleBuild.Testing;

[assembly: AssemblyFixture(typeof(FeedOfTheRun))]

namespace ModuleBuild.EndToEnd.Tests;

/// <summary>
/// Removes the packed packages as the last act of the run. After it, when the process ends, a runner that sees it take longer than a
/// second takes it for a thread that was left running, and kills it.
/// </summary>
public sealed class FeedOfTheRun : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await PackageFeed.RemoveAsync();
}

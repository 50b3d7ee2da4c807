using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Publishing;
using ModuleBuild.Release.Tests.Fakes;
using NuGet.Versioning;

namespace ModuleBuild.Release.Tests.Publishing;

public sealed class FeedVisibilityTests
{
    private readonly SwiftClock _clock = new();
    private readonly List<string> _said = [];

    [Fact]
    public async Task What_is_shown_is_not_waited_for()
    {
        var (feed, files) = Feed(hiddenLookUps: 0);

        Assert.Empty(await WaitAsync(feed, files));
        Assert.Empty(_said);
    }

    [Fact]
    public async Task What_a_feed_looks_at_is_waited_for_longer_each_time_until_it_is_shown()
    {
        var (feed, files) = Feed(hiddenLookUps: 3);

        Assert.Empty(await WaitAsync(feed, files));
        Assert.Equal(["1 s", "2 s", "4 s"], _said.Select(text => text.Split("again in ")[1].TrimEnd('.')));
    }

    [Fact]
    public async Task What_a_feed_never_shows_is_named_when_the_time_is_over()
    {
        var (feed, files) = Feed(hiddenLookUps: int.MaxValue);
        var start = _clock.GetTimestamp();

        Assert.Equal(files, await WaitAsync(feed, files));
        Assert.InRange(_clock.GetElapsedTime(start), FeedVisibility.Limit - TimeSpan.FromSeconds(20), FeedVisibility.Limit);
        Assert.StartsWith("feed does not show Acme.A 1.0.0 yet.", _said[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_is_down_for_a_moment_is_asked_again()
    {
        var (feed, files) = Feed(hiddenLookUps: 0);
        feed.IsSilent = true;

        Assert.Empty(await WaitAsync(feed, files, () => feed.IsSilent = false));
        Assert.Single(_said);
    }

    private static (FakeFeed Feed, PackageFile[] Files) Feed(int hiddenLookUps)
    {
        var file = new PackageFile(PackageFileKind.Package, "/a.nupkg", "Acme.A", new NuGetVersion(1, 0, 0), "hash", "sha", 1);
        var feed = new FakeFeed { HiddenLookUps = hiddenLookUps };
        feed.Put(file, "hash");
        return (feed, [file]);
    }

    private async Task<IEnumerable<PackageFile>> WaitAsync(FakeFeed feed, PackageFile[] files, Action? onWait = null) =>
        await new FeedVisibility(feed, _clock).WaitAsync(files, new Said(_said, onWait), TestContext.Current.CancellationToken);

    private sealed class Said(List<string> said, Action? onWait) : IProgress<string>
    {
        public void Report(string value)
        {
            said.Add(value);
            onWait?.Invoke();
        }
    }

    // Whatever is waited for is over at once, and took as long as it was to take.
    private sealed class SwiftClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _ticks += dueTime.Ticks;
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}

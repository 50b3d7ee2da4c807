using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Release.Publishing;

/// <summary>
/// Waits until a feed shows what it took. nuget.org and some others look at packages for minutes, and until then nobody can restore or promote them.
/// </summary>
/// <param name="feed">The feed.</param>
/// <param name="clock">The time.</param>
public sealed class FeedVisibility(IPackagePublisher feed, TimeProvider clock)
{
    /// <summary>For how long is waited in all: twice what nuget.org takes on a slow day.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    /// <summary>Waits.</summary>
    /// <param name="files">What was pushed. Symbols are shown to nobody, and not waited for.</param>
    /// <param name="progress">Told what is waited for; or null.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What it does not show yet when the time is over; empty where all is there.</returns>
    public async Task<ImmutableArray<PackageFile>> WaitAsync(IEnumerable<PackageFile> files, IProgress<string>? progress, CancellationToken cancellation)
    {
        ImmutableArray<PackageFile> hidden = [.. files.Where(file => file.Kind == PackageFileKind.Package)];
        var start = clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            hidden = await HiddenAsync(hidden, cancellation);
            if (hidden.IsEmpty || clock.GetElapsedTime(start) + pause > Limit)
            {
                return hidden;
            }

            progress?.Report(string.Create(
                CultureInfo.InvariantCulture, $"{feed.Name} does not show {hidden[0]}{(hidden.Length > 1 ? $" and {hidden.Length - 1} more" : "")} yet. Looking again in {pause.TotalSeconds:0} s."));
            await Task.Delay(pause, clock, cancellation);
        }
    }

    // A feed that does not answer for a moment shows nothing in that moment, and no more.
    private async Task<ImmutableArray<PackageFile>> HiddenAsync(ImmutableArray<PackageFile> files, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(files.Select(file => feed.FindAsync(file.Id, file.Version, file.Kind, cancellation)));
        return [.. files.Zip(found).Where(pair => pair.Second.Value is not { Presence: Presence.Present or Presence.NotShown }).Select(pair => pair.First)];
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Greenhouse.Loading;

/// <summary>
/// Runs the set that the pointer of a target folder names. When the pointer changes, the new set is loaded and started beside the old one, takes
/// its place in one step, and the old one is unloaded when nobody uses it any more. A set that does not start changes nothing.
/// </summary>
/// <param name="folder">The target folder.</param>
/// <param name="offer">Registers what the host offers to modules.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Told what happens.</param>
internal sealed partial class SetHost(string folder, Action<HostApplicationBuilder> offer, TimeProvider clock, ILogger<SetHost> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly List<Task> _retiring = [];
    private RunningSet? _current;

    /// <summary>Why the set that the pointer names does not run, as a sentence; null where it does.</summary>
    public string? Failure { get; private set; }

    /// <summary>Uses the set that runs: all that is done with it sees this set, even where another takes its place meanwhile.</summary>
    /// <typeparam name="T">What comes out.</typeparam>
    /// <param name="use">Called with the set; with null where none runs yet.</param>
    public async Task<T> UseAsync<T>(Func<RunningSet?, Task<T>> use)
    {
        var set = Volatile.Read(ref _current);
        while (set is not null && !set.TryEnter())
        {
            set = Volatile.Read(ref _current); // it was retired between the two lines; there is a newer one
        }

        try
        {
            return await use(set);
        }
        finally
        {
            set?.Leave();
        }
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Replace(null);
        await Task.WhenAll(_retiring).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var look = new PeriodicTimer(LookEvery, clock);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await look.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        SetPointer? pointer = null;
        try
        {
            pointer = SetPointer.Read(folder);
            if (pointer is null || pointer.IsSameSet(_current?.Pointer))
            {
                Failure = null;
                return;
            }

            var next = await RunningSet.StartAsync(folder, pointer, offer, clock.GetUtcNow(), cancellation);
            Replace(next);
            Failure = null;
            Switched(pointer.Release, pointer.Modules.Length);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever a module throws: the set that runs goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = $"Release {pointer?.Release} does not start: {e.Message}";
            NotStarted(e, pointer?.Release);
            await Task.Delay(RetryAfter, clock, cancellation);
        }
    }

    private void Replace(RunningSet? next)
    {
        var old = Interlocked.Exchange(ref _current, next);
        if (old is not null)
        {
            _retiring.RemoveAll(task => task.IsCompleted);
            _retiring.Add(Task.Run(() => RetireAsync(old)));
        }
    }

    private async Task RetireAsync(RunningSet set)
    {
        try
        {
            await set.RetireAsync();
        }
#pragma warning disable CA1031 // The set is out of use; what its modules throw while they stop is told, and no more.
        catch (Exception e)
#pragma warning restore CA1031
        {
            NotStopped(e, set.Pointer.Release);
        }
    }

    [LoggerMessage(LogLevel.Information, "Release {Release} runs: {Modules} modules.")]
    private partial void Switched(int release, int modules);

    [LoggerMessage(LogLevel.Error, "Release {Release} does not start; what ran goes on.")]
    private partial void NotStarted(Exception exception, int? release);

    [LoggerMessage(LogLevel.Warning, "Release {Release} did not stop as it should.")]
    private partial void NotStopped(Exception exception, int release);
}

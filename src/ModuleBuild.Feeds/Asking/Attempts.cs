using ModuleBuild.Core.Ports;

namespace ModuleBuild.Feeds.Asking;

/// <summary>
/// Asks a source until it answers, or until asking on makes no sense: reasons that may pass are tried again after growing waits, as
/// long as the time for the answer lasts. Once a source failed for good, all who asked before that get the same failure: a down server
/// is told after the waits of one question, not of each.
/// </summary>
/// <param name="source">Name of the source.</param>
/// <param name="options">How often, how long.</param>
/// <param name="slots">As many as questions may be asked at once, shared by all sources.</param>
/// <param name="clock">The clock.</param>
internal sealed class Attempts(string source, FeedOptions options, SemaphoreSlim slots, TimeProvider clock)
{
    private volatile Remembrance? _down;

    /// <summary>Asks.</summary>
    /// <typeparam name="T">What is asked for.</typeparam>
    /// <param name="ask">One attempt.</param>
    /// <param name="whenCut">Tells the problem where the answer always ended too soon; null for that of the source.</param>
    /// <param name="cancellation">Stops asking.</param>
    public async Task<SourceAnswer<T>> AskAsync<T>(
        Func<AnswerTime, Task<SourceAnswer<T>>> ask, Func<string, SourceAnswer<T>>? whenCut, CancellationToken cancellation)
        where T : class
    {
        using var time = new AnswerTime(options.Timeout, clock, cancellation);
        var asked = clock.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            Failure failure;
            await slots.WaitAsync(cancellation);
            try
            {
                if (_down is { } down && down.Since > asked)
                {
                    return Tell<T>(down.Failure);
                }

                time.Begin();
                return await ask(time);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                failure = Failure.TimedOut(options.Timeout);
            }
            catch (Exception e) when (e is not OperationCanceledException && e.GetBaseException() is TimeoutException)
            {
                cancellation.ThrowIfCancellationRequested();
                failure = Failure.TimedOut(options.Timeout); // of one try of several: told is the time of all
            }
            catch (Exception e) when (e is not OperationCanceledException && Failure.Of(e) is not null)
            {
                cancellation.ThrowIfCancellationRequested();
                failure = Failure.Of(e)!;
            }
            finally
            {
                slots.Release();
            }

            var wait = failure.Wait ?? options.RetryDelay * Math.Pow(2, attempt);
            if (failure.MayPass && attempt < options.Retries && wait < time.Left)
            {
                await Task.Delay(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, clock, cancellation);
                continue;
            }

            if (failure is { MayPass: true, WasCut: false })
            {
                _down = new Remembrance(failure, clock.GetTimestamp());
            }

            return failure.WasCut && whenCut is not null ? whenCut(failure.Words) : Tell<T>(failure);
        }
    }

    private SourceAnswer<T> Tell<T>(Failure failure)
        where T : class => SourceAnswer.Failed<T>(FeedProblem.Failed(source, failure.Words));

    private sealed record Remembrance(Failure Failure, long Since);
}

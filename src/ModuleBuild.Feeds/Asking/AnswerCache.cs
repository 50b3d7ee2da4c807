using ModuleBuild.Core.Ports;

namespace ModuleBuild.Feeds.Asking;

/// <summary>
/// Asks each question once, however many ask it at once, and keeps the answer. What failed or was cancelled is not kept. The work goes
/// on as long as one of those who wait still does.
/// </summary>
/// <typeparam name="TKey">What is asked about.</typeparam>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="comparer">Compares keys.</param>
internal sealed class AnswerCache<TKey, T>(IEqualityComparer<TKey> comparer)
    where TKey : notnull
    where T : class
{
    private readonly Dictionary<TKey, Work> _works = new(comparer);

    /// <summary>The answer, from memory where it is known.</summary>
    /// <param name="key">What is asked about.</param>
    /// <param name="ask">Finds the answer.</param>
    /// <param name="cancellation">Stops waiting, and the work where nobody else waits for it.</param>
    public async Task<SourceAnswer<T>> GetAsync(TKey key, Func<TKey, CancellationToken, Task<SourceAnswer<T>>> ask, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Work work;
        lock (_works)
        {
            if (!_works.TryGetValue(key, out work!))
            {
                _works.Add(key, work = new Work());
                // On the pool: the lock is not held while somebody else's code runs.
                work.Answer = Task.Run(() => ask(key, work.Stop.Token), CancellationToken.None);
            }

            work.Waiting++;
        }

        try
        {
            var answer = await work.Answer.WaitAsync(cancellation);
            if (answer.Problem is not null)
            {
                Forget(key, work);
            }

            return answer;
        }
        catch
        {
            if (await LeaveAsync(key, work))
            {
                Forget(key, work);
            }

            throw;
        }
    }

    // The last who leaves stops the work, and waits until it has cleaned up.
    private async Task<bool> LeaveAsync(TKey key, Work work)
    {
        lock (_works)
        {
            if (work.Answer.IsCompleted)
            {
                return !work.Answer.IsCompletedSuccessfully;
            }

            if (--work.Waiting > 0)
            {
                return false;
            }

            if (_works.GetValueOrDefault(key) == work)
            {
                _works.Remove(key);
            }
        }

        await work.Stop.CancelAsync();
        await ((Task)work.Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return false;
    }

    private void Forget(TKey key, Work work)
    {
        lock (_works)
        {
            if (_works.GetValueOrDefault(key) == work)
            {
                _works.Remove(key);
            }
        }
    }

    private sealed class Work
    {
        // Never disposed: without a timer it holds nothing.
        public CancellationTokenSource Stop { get; } = new();

        public Task<SourceAnswer<T>> Answer { get; set; } = null!;

        public int Waiting { get; set; }
    }
}

namespace ModuleBuild.Release.Health;

/// <summary>Asks again and again until there is a verdict.</summary>
/// <param name="options">How often, and what is made of the answers.</param>
/// <param name="clock">The time.</param>
internal sealed class HealthWatch(ProbeOptions options, TimeProvider clock)
{
    /// <summary>Asks until there is a verdict.</summary>
    /// <param name="ask">Asks once; it may take as long as <see cref="ProbeOptions.Timeout"/>, and is stopped then.</param>
    /// <param name="progress">Told after each answer, as a sentence, with the words of who answered in lines below it; or null.</param>
    /// <param name="cancellation">Stops asking.</param>
    public async Task<HealthVerdict> RunAsync(
        Func<CancellationToken, Task<HealthAnswer>> ask, IProgress<string>? progress, CancellationToken cancellation)
    {
        var count = new HealthCount(options);
        var start = clock.GetTimestamp();
        while (true)
        {
            var answer = await AskAsync(ask, cancellation);
            var verdict = count.Add(answer, clock.GetElapsedTime(start));
            progress?.Report($"{answer.Reason} ({count}){(answer.Words is null ? string.Empty : $"\n{answer.Words}")}");
            if (verdict is not null)
            {
                return verdict;
            }

            await Task.Delay(options.Interval, clock, cancellation);
        }
    }

    private async Task<HealthAnswer> AskAsync(Func<CancellationToken, Task<HealthAnswer>> ask, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return HealthAnswer.NotThere(FormattableString.Invariant($"There was no answer within {options.Timeout.TotalSeconds:0.###} s."));
        }
    }
}

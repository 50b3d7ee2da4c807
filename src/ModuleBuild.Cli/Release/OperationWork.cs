using ModuleBuild.Cli.Commands;

namespace ModuleBuild.Cli.Release;

/// <summary>What a command works with that runs operations.</summary>
/// <param name="Context">The command.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Session">The store, and who works with it.</param>
/// <param name="Workplace">Ties the engine to what it works with.</param>
/// <param name="Events">Where it is told.</param>
internal sealed record OperationWork(
    CommandContext Context, OperationOptions Options, ReleaseSession Session, Workplace Workplace, OperationEvents Events) : IAsyncDisposable
{
    /// <summary>Plans an operation, shows it, and runs it as far as it goes; with <c>--dry-run</c> its gates are asked, and nothing is written.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="plan">What is asked of it, as it is then: kind, set and origin. Why, and what somebody answers for, is added here.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string environment, Func<OpenEnvironment, Task<PlannedOperation>> plan)
    {
        var (open, findings) = await Workplace.OpenAsync(environment);
        if (open is null)
        {
            return Events.Stop(environment, findings);
        }

        var (why, overrides) = (Options.Reason(Context.Parsed), Options.Overrides(Context.Parsed, Session, open.Setup));
        return await In(open.Setup).RunAsync(open, CompleteAsync, Options.ToRun(Context.Parsed));

        async Task<PlannedOperation> CompleteAsync(OpenEnvironment now)
        {
            var planned = await plan(now);
            return planned with { Request = planned.Request is { } request ? request with { Why = why, Overrides = overrides, Policy = now.Setup.Policy } : null };
        }
    }

    /// <summary>Runs operations in an environment.</summary>
    /// <param name="setup">Its policy.</param>
    public OperationRun In(EnvironmentSetup setup) => new(Workplace, Session, setup, Events, Context.Cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Session.DisposeAsync();
}

using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Promotion;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>Brings operations of an environment to their ends, this process's own and those of others.</summary>
/// <param name="session">The store, and who works with it.</param>
/// <param name="environment">Name of the environment.</param>
/// <param name="promoter">Does the work.</param>
/// <param name="cancellation">Stops after the step that is being done.</param>
internal sealed class OperationEnds(ReleaseSession session, string environment, Promoter promoter, CancellationToken cancellation)
{
    private static readonly TimeSpan BusyWait = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Brings an operation as far as it goes.</summary>
    /// <param name="operation">Its id.</param>
    /// <param name="waits">Whether to wait where it waits.</param>
    public async Task<OperationResult> RunAsync(string operation, bool waits)
    {
        var result = await promoter.RunAsync(operation, cancellation);
        while (waits && result.IsWaiting) // this holds nothing: each asking stands by itself, and whoever asks first when the time has come goes on
        {
            var until = result.Gates.Where(answer => answer.Verdict == GateVerdict.Wait).Max(answer => answer.Until) - session.Clock.GetUtcNow();
            await Task.Delay(until is { } known && known > TimeSpan.Zero && known < LongestWait ? known : LongestWait, session.Clock, cancellation);
            result = await promoter.RunAsync(operation, cancellation);
        }

        return result;
    }

    /// <summary>Waits for the end of an operation at which somebody else works: it is the end of this as well. Only the store is asked meanwhile.</summary>
    /// <param name="operation">Its id.</param>
    public async Task<OperationResult> FollowAsync(string operation)
    {
        while (true)
        {
            var (snapshot, problem) = await session.Environments.ReadAsync(environment, cancellation);
            if (snapshot is null)
            {
                return new OperationResult(null, null, [problem!]);
            }

            if (snapshot.Operation?.Id != operation)
            {
                return new OperationResult(snapshot, await session.EndOfAsync(snapshot, operation, cancellation), []);
            }

            // Others may follow it, too, and be faster to take it over; and who worked at it may have left it to wait.
            if ((snapshot.Operation.Phase == Phase.Waiting || IsLeftBehind(snapshot.Operation)) && await RunAsync(operation, waits: true) is var result && !IsInOtherHands(result))
            {
                return result;
            }

            await Task.Delay(BusyWait, session.Clock, cancellation);
        }
    }

    /// <summary>Waits until an operation ended, waits, or was left behind. Only the store is asked meanwhile: many may be waiting for the same.</summary>
    /// <param name="operation">Its id.</param>
    public async Task WaitForAsync(string operation)
    {
        SourceAnswer<EnvironmentSnapshot> read;
        do
        {
            await Task.Delay(BusyWait, session.Clock, cancellation);
            read = await session.Environments.ReadAsync(environment, cancellation);
        }
        while (read.Value?.Operation is { Phase: not Phase.Waiting } open && open.Id == operation && !IsLeftBehind(open));
    }

    /// <summary>Whether whoever worked at an operation seems to be gone.</summary>
    /// <param name="operation">The operation.</param>
    public bool IsLeftBehind(Operation operation) =>
        operation.Phase != Phase.Waiting && Silence.Seems(operation, session.Clock.GetUtcNow());

    /// <summary>Whether a process stopped because another one works at the operation.</summary>
    /// <param name="result">How far it came.</param>
    public static bool IsInOtherHands(OperationResult result) =>
        result.Findings is [{ } finding, ..] && (finding.Descriptor == DiagnosticCatalog.EnvironmentBusy || finding.Descriptor == DiagnosticCatalog.OperationOvertaken);
}

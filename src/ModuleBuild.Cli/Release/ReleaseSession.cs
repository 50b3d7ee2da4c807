using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Policy;
using ModuleBuild.Release.Ledger;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Store;
using ModuleBuild.Release.Store.Git;

namespace ModuleBuild.Cli.Release;

/// <summary>The store of a workspace, and who works with it.</summary>
/// <param name="Root">Absolute path of the workspace.</param>
/// <param name="Settings">Its modulebuild.json.</param>
/// <param name="Place">Where the store is: absolute path of a folder, or an address.</param>
/// <param name="Store">The store.</param>
/// <param name="Environments">Environments in it.</param>
/// <param name="Worker">Finds out who works with it; git is asked only where that is written down.</param>
/// <param name="Owner">Name of this process, which no other uses.</param>
/// <param name="Clock">The time.</param>
internal sealed record ReleaseSession(
    string Root, WorkspaceSettings Settings, string Place, IStateStore Store, EnvironmentStore Environments, Lazy<string> Worker, string Owner, TimeProvider Clock) : IAsyncDisposable
{
    private const int EntriesForEstimates = 200;

    /// <summary>Who works with it: <c>Name &lt;address&gt;</c>, for the record; gates that ask who somebody is ask for signatures.</summary>
    public string By => Worker.Value;

    /// <summary>Opens the store of the workspace in which a command runs. Nothing is asked yet.</summary>
    /// <param name="context">The command.</param>
    /// <param name="store">The store that was named on the command line; or null.</param>
    /// <param name="folder">Absolute path of a folder of the workspace; null for the one in which the command runs.</param>
    /// <exception cref="UsageException">modulebuild.json cannot be used.</exception>
    public static ReleaseSession Open(CommandContext context, string? store, string? folder = null)
    {
        var root = Workspace.FindRoot(folder ?? context.CurrentFolder);
        var (settings, findings) = WorkspaceSettings.Read(root);
        if (settings is null)
        {
            throw new UsageException(string.Join(Environment.NewLine, findings.Select(finding => $"{finding.Location}: {finding.Code}: {finding.Message}")));
        }

        var clock = TimeProvider.System;
        var owner = WorkerName.OfThisProcess();
        var place = PlaceOf(context, store) ?? settings.Release.Store ?? Path.Combine(root, ReleaseSettings.DefaultStore);
        var opened = StoreAt(place, root, new GitOptions { SignCommits = settings.Release.SignsCommits });
        return new ReleaseSession(root, settings, place, opened, new EnvironmentStore(opened, owner, clock, () => Jitter(clock)), new Lazy<string>(() => Person.OfThisMachineAsync(root, context.Cancellation).GetAwaiter().GetResult()), owner, clock);
    }

    /// <summary>How long an operation will take, as far as the last ones tell; null where they don't.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<TimeSpan?> EstimateAsync(EnvironmentSnapshot snapshot, OperationKind kind, CancellationToken cancellation) =>
        DurationEstimate.Of(OperationRecord.Of(await LastEventsAsync(snapshot, cancellation)), kind);

    /// <summary>How an operation ended that ended lately; null where that is too long ago.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="operation">Id of the operation.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<OperationOutcome?> EndOfAsync(EnvironmentSnapshot snapshot, string operation, CancellationToken cancellation) =>
        (await LastEventsAsync(snapshot, cancellation)).LastOrDefault(happened => happened.Operation == operation && happened.Outcome is not null)?.Outcome;

    private async Task<IEnumerable<LedgerEvent>> LastEventsAsync(EnvironmentSnapshot snapshot, CancellationToken cancellation)
    {
        var last = snapshot.Head.Sequence;
        var first = Math.Max(1, last - EntriesForEstimates + 1);
        var read = await new LedgerReader(Store).ReadAsync(snapshot, first, cancellation);
        return (read.Value?.Entries ?? []).Select(entry => entry.Event);
    }

    // Not for secrets: it only keeps those apart who lost the same race.
    private static double Jitter(TimeProvider clock) => ((clock.GetTimestamp() ^ (Environment.ProcessId * 7919L)) & 1023) / 1024.0;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Store is IAsyncDisposable store ? store.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>Opens the checkpoints of the store.</summary>
    /// <param name="signers">Absolute path of the file of those who may sign; null for git's own settings.</param>
    public Checkpoints OpenCheckpoints(string? signers)
    {
        var options = new GitOptions { AllowedSigners = signers };
#pragma warning disable CA2000 // Who asked disposes of them.
        return new Checkpoints(ReleaseSettings.IsAddress(Place) ? new RemoteCheckpoints(Place, CacheOf(Place, Root) + "-checkpoints", options) : new LocalCheckpoints(Place, options));
#pragma warning restore CA2000
    }

    private static IStateStore StoreAt(string place, string root, GitOptions options) => ReleaseSettings.IsAddress(place)
        ? new RemoteGitStore(place, CacheOf(place, root), options)
        : new LocalGitStore(place, options, CacheOf(place, root) + ".seen");

    private static string CacheOf(string place, string root) =>
        Path.Combine(root, ".modulebuild", "cache", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)).AsSpan(0, 8)));

    private static string? PlaceOf(CommandContext context, string? store) =>
        store is null || ReleaseSettings.IsAddress(store) ? store : Path.GetFullPath(store, context.CurrentFolder);
}

using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Ports;

/// <summary>
/// Where packages come from: feeds, folders, an index file, a lock. Both questions may be asked by many callers at once, and again:
/// a source answers the second time from memory. What goes wrong outside (network, credentials, damaged files) is told in the answer;
/// only cancellation is thrown.
/// </summary>
public interface IPackageSource
{
    /// <summary>Which versions there are. An unknown package is no problem: it has no versions.</summary>
    /// <param name="id">Package id, in any case.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation);

    /// <summary>What one version needs and offers. A version that is listed but cannot be had is a problem.</summary>
    /// <param name="id">Package id, in any case.</param>
    /// <param name="version">A version that <see cref="GetVersionsAsync"/> gave.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation);

    /// <summary>
    /// The same, without waiting for what the source does with a package besides, such as keeping it for later.
    /// <see cref="SettleAsync"/> waits for that.
    /// </summary>
    /// <param name="id">Package id, in any case.</param>
    /// <param name="version">A version that <see cref="GetVersionsAsync"/> gave.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<SourceAnswer<PackageFacts>> GetFactsEarlyAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
        GetFactsAsync(id, version, cancellation);

    /// <summary>Waits for what goes on behind early answers; it is not stopped half-way.</summary>
    /// <returns>What went wrong with it, in the order of ids and versions: such packages must not be taken.</returns>
    Task<ImmutableArray<Finding>> SettleAsync() => Task.FromResult(ImmutableArray<Finding>.Empty);

    /// <summary>The same source, past what caches hold of its lists: for who looks for the newest, and before one says that there is nothing.</summary>
    /// <returns>Null where it says nothing that is older than this question.</returns>
    IPackageSource? Refresh() => null;
}

/// <summary>An answer, or why there is none.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">The answer; null where there is a problem.</param>
/// <param name="Problem">Why there is none, with the way out; null where there is an answer.</param>
public readonly record struct SourceAnswer<T>(T? Value, Finding? Problem)
    where T : class;

/// <summary>Makes answers.</summary>
public static class SourceAnswer
{
    /// <summary>An answer.</summary>
    /// <typeparam name="T">What was asked for.</typeparam>
    /// <param name="value">The answer.</param>
    public static SourceAnswer<T> Of<T>(T value)
        where T : class => new(value, null);

    /// <summary>No answer.</summary>
    /// <typeparam name="T">What was asked for.</typeparam>
    /// <param name="problem">Why, with the way out.</param>
    public static SourceAnswer<T> Failed<T>(Finding problem)
        where T : class => new(null, problem);
}

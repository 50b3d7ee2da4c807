using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>Environments as they are now.</summary>
internal static class Snapshots
{
    /// <summary>Reads one environment, or all.</summary>
    /// <param name="session">The store.</param>
    /// <param name="environment">Its name; null for all.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<(ImmutableArray<EnvironmentSnapshot> Value, Finding? Problem)> ReadAsync(ReleaseSession session, string? environment, CancellationToken cancellation)
    {
        IReadOnlyList<string> names = environment is null ? [] : [environment];
        if (environment is null)
        {
            var list = await session.Store.ListAsync(StorePaths.Prefix, cancellation);
            if (list.Value is null)
            {
                return ([], list.Problem);
            }

            names = [.. list.Value.Names.Select(StorePaths.EnvironmentOf)];
        }

        var snapshots = ImmutableArray.CreateBuilder<EnvironmentSnapshot>(names.Count);
        foreach (var name in names)
        {
            var read = await session.Environments.ReadAsync(name, cancellation);
            if (read.Value is null)
            {
                return ([], read.Problem);
            }

            snapshots.Add(read.Value);
        }

        return (snapshots.ToImmutable(), null);
    }
}

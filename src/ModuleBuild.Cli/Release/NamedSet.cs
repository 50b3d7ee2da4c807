using System.Globalization;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Release;

/// <summary>A set that is named as <c>staging</c> or <c>staging@7</c>.</summary>
internal static class NamedSet
{
    /// <summary>Reads it.</summary>
    /// <param name="session">The store.</param>
    /// <param name="name">What was written.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The set that runs there, or the release's.</returns>
    /// <exception cref="UsageException">What stands behind the @ is no number.</exception>
    public static async Task<SourceAnswer<ModuleSet>> ReadAsync(ReleaseSession session, string name, CancellationToken cancellation)
    {
        var parts = name.Split('@', 2);
        var number = 0;
        if (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number) || number < 1))
        {
            throw new UsageException($"'{name}' is not a release. Write NAME@N, for example staging@7.");
        }

        var read = await session.Environments.ReadAsync(parts[0], cancellation);
        return read.Value is null ? SourceAnswer.Failed<ModuleSet>(read.Problem!)
            : number > read.Value.State.Releases
                ? throw new UsageException(FormattableString.Invariant($"'{parts[0]}' has releases 1 to {read.Value.State.Releases}, and not {number}."))
            : await session.Environments.ReadSetAsync(read.Value, parts.Length == 2 ? number : read.Value.State.Release, cancellation);
    }
}

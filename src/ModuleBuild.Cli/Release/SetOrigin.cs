using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Release;

/// <summary>Where a set comes from.</summary>
/// <param name="Text">For people.</param>
/// <param name="Set">The set that is good there; null where any version of the feeds will do.</param>
/// <param name="Environment">The environment; null where it is none.</param>
/// <param name="Release">Its release.</param>
internal sealed record SetOrigin(string Text, ModuleSet? Set, string? Environment = null, int? Release = null)
{
    /// <summary>The word for the feeds.</summary>
    public const string Feed = "feed";

    /// <summary>Finds an origin.</summary>
    /// <param name="session">The store.</param>
    /// <param name="name">What was named.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<SourceAnswer<SetOrigin>> FindAsync(ReleaseSession session, string name, CancellationToken cancellation)
    {
        if (name == Feed)
        {
            return SourceAnswer.Of(new SetOrigin("the feeds", null));
        }

        var read = await session.Environments.ReadAsync(name, cancellation);
        var good = read.Value?.State.LastKnownGood;
        var set = read.Value is null ? default : await session.Environments.ReadSetAsync(read.Value, good, cancellation);
        return (read.Problem ?? set.Problem) is { } problem ? SourceAnswer.Failed<SetOrigin>(problem)
            : good is null ? throw new UsageException($"Nothing is known to be good in '{name}' yet. Promote to it first; 'modulebuild promote {Feed} {name} --module ID' brings modules from the feeds.")
            : SourceAnswer.Of(new SetOrigin(FormattableString.Invariant($"{name}, release {good}"), set.Value, name, good));
    }
}

using System.Collections.Immutable;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>Knows what modules migrate for good.</summary>
public interface IMigrations
{
    /// <summary>The migrations of a set, in the order of its modules.</summary>
    /// <param name="set">The set.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<ImmutableArray<IrreversibleMigration>> OfAsync(ModuleSet set, CancellationToken cancellation);
}

using System.Collections.Immutable;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Tests.Fakes;

/// <summary>Knows migrations that a test names.</summary>
/// <param name="migrations">By id and version of a module, such as <c>B 2.0.0</c>.</param>
public sealed class FakeMigrations(IReadOnlyDictionary<string, IrreversibleMigration> migrations) : IMigrations
{
    public Task<ImmutableArray<IrreversibleMigration>> OfAsync(ModuleSet set, CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<IrreversibleMigration>>([.. set.Modules.Select(module => migrations.GetValueOrDefault(module.ToString())).OfType<IrreversibleMigration>()]);
}

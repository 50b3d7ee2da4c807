using System.Collections.Immutable;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;
using NuGet.Versioning;

namespace ModuleBuild.Release.Gates;

/// <summary>
/// What modules declare: by <c>irreversibleMigration</c> in the <c>metadata</c> of its manifest a module says from which of its versions on older
/// ones cannot read its data any more. Of a module whose evidence cannot be read nobody knows: it counts as if its own version were the first.
/// </summary>
/// <param name="evidence">The evidence.</param>
public sealed class DeclaredMigrations(EvidenceCollection evidence) : IMigrations
{
    /// <summary>Name of the entry in <c>metadata</c>.</summary>
    public const string Key = "irreversibleMigration";

    /// <inheritdoc/>
    public async Task<ImmutableArray<IrreversibleMigration>> OfAsync(ModuleSet set, CancellationToken cancellation) =>
    [
        .. from answer in await evidence.ReadAsync(set, cancellation)
           let version = NuGetVersion.TryParse(answer.Module.Version, out var parsed) ? parsed : null
           let border = answer.Evidence is { } module ? BorderOf(module) : version
           where border is not null && border <= version
           select new IrreversibleMigration(answer.Module.Id, border.ToNormalizedString()),
    ];

    /// <summary>The version before which versions cannot read the module's data; null where it declares none.</summary>
    /// <param name="module">The module. What is no version stands for its own.</param>
    internal static NuGetVersion? BorderOf(ModuleEvidence module) =>
        module.Manifest.Metadata.TryGetValue(Key, out var text) ? NuGetVersion.TryParse(text, out var version) ? version : module.Package.Version : null;
}

using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Evidence;

namespace ModuleBuild.Release.Gates;

/// <summary>What the assemblies of a package can do beyond what its evidence says.</summary>
/// <param name="Module">The module.</param>
/// <param name="Unsaid">What its evidence does not say, in ordinal order.</param>
/// <param name="New">What of it the current release cannot do; nothing where there is none.</param>
/// <param name="IsForged">Whether the evidence claims to come from the same map, by which it would have said so.</param>
/// <param name="Problem">Why nobody could look, as a sentence about the package; null where all was looked at.</param>
internal sealed record UnsaidCapabilities(ModuleEvidence Module, ImmutableArray<Capability> Unsaid, ImmutableArray<Capability> New, bool IsForged, string? Problem);

/// <summary>
/// Recounts what packages say of themselves, where they are new here and nobody whom the policy names by its certificate signed them: a builder that is
/// trusted is believed.
/// </summary>
/// <param name="recount">Who looks; null where nobody does.</param>
/// <param name="trusted">SHA-256 fingerprints of certificates that the policy names.</param>
internal sealed class CapabilityRecounts(ICapabilityRecount? recount, ImmutableArray<string> trusted)
{
    /// <summary>Looks into what is new.</summary>
    /// <param name="input">What is judged.</param>
    /// <param name="modules">The modules of the set.</param>
    /// <param name="before">What is known of the modules of the current release, by id.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Modules whose evidence does not say all, in the order of the set.</returns>
    public async Task<ImmutableArray<UnsaidCapabilities>> FindAsync(
        GateInput input, ImmutableArray<ModuleEvidence> modules, IReadOnlyDictionary<string, EvidenceAnswer> before, CancellationToken cancellation)
    {
        if (recount is null)
        {
            return [];
        }

        using var slots = new SemaphoreSlim(Math.Max(2, Environment.ProcessorCount));
        var found = await Task.WhenAll(modules.Where(module => IsNew(input, module) && !IsTrusted(module)).Select(async module =>
        {
            await slots.WaitAsync(cancellation);
            try
            {
                var found = Compare(module, await recount.RecountAsync(module.Package, cancellation));
                return input.Current.Modules.IsEmpty || found.Unsaid.IsEmpty ? found
                    : found with { New = Unknown(found.Unsaid, await KnownAsync(before.GetValueOrDefault(module.Module.Id)?.Evidence, cancellation)) };
            }
            finally
            {
                slots.Release();
            }
        }));
        return [.. found.Where(each => !each.Unsaid.IsEmpty || each.Problem is not null)];
    }

    private static UnsaidCapabilities Compare(ModuleEvidence module, RecountedCapabilities now)
    {
        var said = module.Capabilities?.Capabilities ?? [];
        return new UnsaidCapabilities(
            module,
            Unknown(now.Capabilities, said.Select(each => each.Capability)),
            [],
            module.Capabilities?.MapVersion == now.MapVersion && !now.IsWider,
            now.Problem);
    }

    // What runs is looked into by the same map: what that one sees in both is not new.
    private async Task<IEnumerable<Capability>> KnownAsync(ModuleEvidence? old, CancellationToken cancellation) => old is null ? [] :
    [
        .. old.Capabilities?.Capabilities.Select(each => each.Capability) ?? [],
        .. (await recount!.RecountAsync(old.Package, cancellation)).Capabilities,
    ];

    private static ImmutableArray<Capability> Unknown(IEnumerable<Capability> found, IEnumerable<Capability> known) =>
        [.. found.Where(capability => !known.Any(each => Covers(each, capability)))];

    private static bool Covers(Capability said, Capability found) => said.Kind == found.Kind && (said.Target is null or Capability.AnyTarget || said.Target == found.Target);

    private static bool IsNew(GateInput input, ModuleEvidence module) => input.Current.Find(module.Module.Id)?.ContentHash != module.Module.ContentHash;

    private bool IsTrusted(ModuleEvidence module) => module.Package.Signature is { } signature && trusted.Contains(signature.Fingerprint);
}

using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Evidence;

namespace ModuleBuild.Release.Gates;

/// <summary>What the assemblies of a package can do beyond what its evidence says.</summary>
/// <param name="Module">The module.</param>
/// <param name="Unsaid">What its evidence does not say, in ordinal order.</param>
/// <param name="IsForged">Whether the evidence claims to come from the same map, by which it would have said so.</param>
/// <param name="Problem">Why nobody could look, as a sentence about the package; null where all was looked at.</param>
internal sealed record UnsaidCapabilities(ModuleEvidence Module, ImmutableArray<Capability> Unsaid, bool IsForged, string? Problem);

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
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Modules whose evidence does not say all, in the order of the set.</returns>
    public async Task<ImmutableArray<UnsaidCapabilities>> FindAsync(GateInput input, ImmutableArray<ModuleEvidence> modules, CancellationToken cancellation)
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
                return Compare(module, await recount.RecountAsync(module.Package, cancellation));
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
            [.. now.Capabilities.Where(capability => !said.Any(each => Covers(each.Capability, capability)))],
            module.Capabilities?.MapVersion == now.MapVersion,
            now.Problem);
    }

    private static bool Covers(Capability said, Capability found) => said.Kind == found.Kind && (said.Target is null or Capability.AnyTarget || said.Target == found.Target);

    private static bool IsNew(GateInput input, ModuleEvidence module) => input.Current.Find(module.Module.Id)?.ContentHash != module.Module.ContentHash;

    private bool IsTrusted(ModuleEvidence module) => module.Package.Signature is { } signature && trusted.Contains(signature.Fingerprint);
}

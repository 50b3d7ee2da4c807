using System.Collections.Concurrent;
using System.Collections.Immutable;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using NuGet.Versioning;

namespace ModuleBuild.Release.Evidence;

/// <summary>The evidence of modules. Each package is read once, however many gates ask; what could not be had is asked for again the next time.</summary>
/// <param name="packages">Where packages come from.</param>
public sealed class EvidenceCollection(IModulePackages packages)
{
    private readonly ConcurrentDictionary<(string, string, string, string?), Lazy<Task<EvidenceAnswer>>> _answers = new();

    /// <summary>The evidence of all modules of a set, in its order.</summary>
    /// <param name="set">The set.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<ImmutableArray<EvidenceAnswer>> ReadAsync(ModuleSet set, CancellationToken cancellation)
    {
        using var slots = new SemaphoreSlim(Math.Max(4, Environment.ProcessorCount * 2));
        return [.. await Task.WhenAll(set.Modules.Select(module => OneAsync(module, slots, cancellation)))];
    }

    private async Task<EvidenceAnswer> OneAsync(ReleasedModule module, SemaphoreSlim slots, CancellationToken cancellation)
    {
        var key = (module.Id.ToLowerInvariant(), module.Version, module.ContentHash, module.Evidence);
        await slots.WaitAsync(cancellation);
        try
        {
            var answer = await _answers.GetOrAdd(key, _ => new Lazy<Task<EvidenceAnswer>>(() => Task.Run(() => AskAsync(module, cancellation), cancellation))).Value;
            if (answer.Evidence is null)
            {
                _answers.TryRemove(key, out _);
            }

            return answer;
        }
        catch (OperationCanceledException)
        {
            _answers.TryRemove(key, out _);
            throw;
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<EvidenceAnswer> AskAsync(ReleasedModule module, CancellationToken cancellation)
    {
        if (!NuGetVersion.TryParse(module.Version, out var version))
        {
            return new EvidenceAnswer(module, null, $"{module} has no version that a package can have.");
        }

        var (package, problem) = await packages.GetAsync(module.Id, version, cancellation);
        if (package is null)
        {
            return new EvidenceAnswer(module, null, $"The package of {module} cannot be had: {problem!.Message}");
        }

        return package.ContentHash == module.ContentHash
            ? PackageEvidence.Read(module, package)
            : new EvidenceAnswer(module, null, $"The package of {module} holds other bytes than those that were released: its content hash is {package.ContentHash}, not {module.ContentHash}.");
    }
}

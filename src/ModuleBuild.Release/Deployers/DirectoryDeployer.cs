using System.Collections.Concurrent;
using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using NuGet.Versioning;

namespace ModuleBuild.Release.Deployers;

/// <summary>
/// Brings sets to a folder: each module once, in a folder named by its content, and then one pointer file, replaced atomically. Readers see
/// the old set or the new one. What is there already is not fetched again, so that the way back needs no feed. See <c>docs/deployers.md</c>.
/// </summary>
/// <param name="options">Where, and how much is kept.</param>
/// <param name="packages">Asked for what the folder does not have, and for nothing else.</param>
/// <param name="clock">The time.</param>
public sealed class DirectoryDeployer(DirectoryDeployerOptions options, IModulePackages packages, TimeProvider clock) : IDeployer
{
    private const int MostAtOnce = 4;

    private readonly TargetFolder _target = new(options.Path);

    private TargetGuard Guard => field ??= new TargetGuard(_target, clock);

    /// <inheritdoc/>
    public async Task<ImmutableArray<Finding>> DeployAsync(DeployRequest request, CancellationToken cancellation)
    {
        try
        {
            if (request.Set.Modules.Select(ModuleFolder.ProblemOf).FirstOrDefault(problem => problem is not null) is { } unfit)
            {
                return [NotBrought(unfit)];
            }

            Directory.CreateDirectory(_target.Modules);
            Directory.CreateDirectory(_target.Releases);
            if (await Guard.EnterAsync(request, cancellation) is { } refused)
            {
                return [refused];
            }

            var (folders, failures) = await BringAsync(request, cancellation);
            return failures.IsEmpty ? await SwitchAsync(request, folders, cancellation) : Explain(request, failures);
        }
        catch (Exception e) when (DeployFailure.IsOfDisk(e))
        {
            return Explain(request, [NotBrought(DeployFailure.Sentence(e))]);
        }
    }

    private async Task<(ImmutableDictionary<ReleasedModule, string> Folders, ImmutableArray<Finding> Failures)> BringAsync(
        DeployRequest request, CancellationToken cancellation)
    {
        var folders = new ConcurrentDictionary<ReleasedModule, string>();
        var failures = new ConcurrentDictionary<string, Finding>();
        var worker = FormattableString.Invariant($"{request.Fence}-{Environment.ProcessId}");
        await Parallel.ForEachAsync(
            request.Set.Modules,
            new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellation },
            async (module, token) =>
            {
                try
                {
                    var (folder, failure) = await BringAsync(module, worker, token);
                    _ = folder is not null ? folders.TryAdd(module, folder) : failures.TryAdd(module.Id, failure!);
                }
                catch (Exception e) when (DeployFailure.IsOfDisk(e))
                {
                    failures.TryAdd(module.Id, NotBrought($"{module}: {DeployFailure.Sentence(e)}"));
                }
            });
        return (folders.ToImmutableDictionary(), [.. failures.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)]);
    }

    private async Task<(string? Folder, Finding? Failure)> BringAsync(ReleasedModule module, string worker, CancellationToken cancellation)
    {
        var (name, isThere) = FindFolder(module);
        if (isThere)
        {
            return (name, null);
        }

        var (package, problem) = await packages.GetAsync(module.Id, NuGetVersion.Parse(module.Version), cancellation);
        if (package is null)
        {
            return (null, problem);
        }

        if (package.ContentHash != module.ContentHash)
        {
            return (null, DeployFailure.OtherBytes(_target.Path, module, package.ContentHash));
        }

        var folder = _target.Absolute(name);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        FaultPoints.Pass();
        var refusal = await PackageExtraction.ExtractAsync(package.Path, module, folder, worker, cancellation);
        return refusal is null ? (name, null) : (null, NotBrought(refusal));
    }

    // A folder that holds exactly the module, or else the first name that is free.
    private (string Name, bool IsThere) FindFolder(ReleasedModule module)
    {
        string? free = null;
        for (var copy = 1; copy <= ModuleFolder.MostCopies; copy++)
        {
            var name = ModuleFolder.NameOf(module, copy);
            var folder = _target.Absolute(name);
            if (!Path.Exists(folder))
            {
                free ??= name;
            }
            else if (ModuleFolder.DamageOf(folder, module) is null)
            {
                return (name, true);
            }
        }

        return (free ?? throw new IOException($"All folders '{ModuleFolder.NameOf(module, 1)}' to '-{ModuleFolder.MostCopies}' are damaged."), false);
    }

    private async Task<ImmutableArray<Finding>> SwitchAsync(
        DeployRequest request, ImmutableDictionary<ReleasedModule, string> folders, CancellationToken cancellation)
    {
        await using var held = await TargetLock.TakeAsync(_target.Lock, clock, cancellation);
        var missing = folders.Values.FirstOrDefault(folder => !Directory.Exists(_target.Absolute(folder)));
        var failure = Guard.Check(request)
            ?? (missing is null ? null : NotBrought($"'{missing}' was removed by somebody else meanwhile."))
            ?? await WriteAsync(request, DeployedSet.Of(request, module => folders[module]), cancellation);
        if (failure is not null)
        {
            return [failure];
        }

        GarbageCollection.Run(_target, request, options.Keep);
        return [];
    }

    private async Task<Finding?> WriteAsync(DeployRequest request, DeployedSet set, CancellationToken cancellation)
    {
        var bytes = StoreJson.Write(set);
        var failure = request.Release > 0 ? AtomicFile.Write(_target.Release(request.Release), bytes) : null;
        if (failure is not null || !request.Activate)
        {
            return AsFailure(failure);
        }

        // Whoever is reading the old set goes on to find its files.
        var old = TargetFile.Read<DeployedSet>(_target.Current).Value;
        if (old is not null && !old.Modules.Select(module => module.Folder).SequenceEqual(set.Modules.Select(module => module.Folder)))
        {
            failure = AtomicFile.Write(_target.Previous, StoreJson.Write(old));
        }

        // Windows replaces no file that somebody has open; readers have it open for moments.
        for (var attempt = 0; failure is null && attempt < (OperatingSystem.IsWindows() ? 40 : 0) && AtomicFile.Write(_target.Current, bytes) is not null; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25), clock, cancellation);
        }

        FaultPoints.Pass();
        failure ??= AtomicFile.Write(_target.Current, bytes);
        FaultPoints.Pass();
        return AsFailure(failure);
    }

    // Who was overtaken finds its folders cleaned away: that is the reason then, whatever the disk said.
    private ImmutableArray<Finding> Explain(DeployRequest request, ImmutableArray<Finding> failures)
    {
        try
        {
            return Guard.CheckFence(request) is { } late && late.Descriptor == DiagnosticCatalog.OperationOvertaken ? [late] : failures;
        }
        catch (Exception e) when (DeployFailure.IsOfDisk(e))
        {
            return failures;
        }
    }

    private Finding? AsFailure(Finding? written) => written is null ? null : NotBrought(written.Message);

    private Finding NotBrought(string reason) => DeployFailure.NotBrought(_target.Path, reason);
}

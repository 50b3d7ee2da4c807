using System.Collections.Immutable;
using System.IO.Compression;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Release.Deployers;

/// <summary>Data of modules in a target folder: <c>data/ID</c>; what is kept of them is <c>backups/ID-RELEASE.zip</c>.</summary>
/// <param name="path">Absolute path of the target folder.</param>
/// <param name="clock">The time.</param>
public sealed class DirectoryModuleData(string path, TimeProvider clock) : IModuleData
{
    private readonly TargetFolder _target = new(path);

    private TargetGuard Guard => field ??= new TargetGuard(_target, clock);

    private string Data => _target.Absolute("data");

    /// <inheritdoc/>
    public Task<ImmutableArray<Finding>> BackUpAsync(DeployRequest request, ImmutableArray<string> modules, CancellationToken cancellation) =>
        EachAsync(request, modules, BackUpAsync, cancellation);

    /// <inheritdoc/>
    public Task<ImmutableArray<Finding>> CleanUpAsync(DeployRequest request, ImmutableArray<string> modules, CancellationToken cancellation) =>
        EachAsync(request, modules, CleanUpAsync, cancellation);

    private async Task<ImmutableArray<Finding>> EachAsync(
        DeployRequest request, ImmutableArray<string> modules, Func<DeployRequest, string, CancellationToken, Task<Finding?>> act, CancellationToken cancellation)
    {
        var failures = new List<Finding>();
        foreach (var id in Directory.Exists(_target.Path) ? modules : [])
        {
            try
            {
                failures.AddRange(new[] { await Guard.EnterAsync(request, cancellation) ?? await act(request, id, cancellation) }.OfType<Finding>());
            }
            catch (Exception e) when (DeployFailure.IsOfDisk(e))
            {
                failures.Add(DeployFailure.NotBrought(_target.Path, $"the data of {id}: {DeployFailure.Sentence(e)}"));
            }
        }

        return [.. failures];
    }

    // A backup has its name when it is whole, and not before.
    private async Task<Finding?> BackUpAsync(DeployRequest request, string id, CancellationToken cancellation)
    {
        var folder = Path.Join(Data, id);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var file = _target.Absolute(FormattableString.Invariant($"backups/{id}-{request.Release}.zip"));
        var unfinished = FormattableString.Invariant($"{file}.{request.Fence}.tmp");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Delete(unfinished);
        await Task.Run(() => ZipFile.CreateFromDirectory(folder, unfinished), cancellation);
        FaultPoints.Pass();
        await using var held = await TargetLock.TakeAsync(_target.Lock, clock, cancellation);
        if (Guard.Check(request) is { } late)
        {
            return late;
        }

        File.Move(unfinished, file, overwrite: true);
        foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, $"{id}-*.zip.*.tmp"))
        {
            File.Delete(left);
        }

        return null;
    }

    // Out of the way at once, in the lock: data of a module that comes again meanwhile are others.
    private async Task<Finding?> CleanUpAsync(DeployRequest request, string id, CancellationToken cancellation)
    {
        var folder = Path.Join(Data, id);
        await using (await TargetLock.TakeAsync(_target.Lock, clock, cancellation))
        {
            if (Guard.Check(request) is { } late)
            {
                return late;
            }

            var gone = FormattableString.Invariant($"{Path.Join(Data, $".deleted-{id}")}-{request.Fence}");
            if (Directory.Exists(folder) && !Directory.Exists(gone))
            {
                Directory.Move(folder, gone);
            }
        }

        FaultPoints.Pass();
        foreach (var left in Directory.Exists(Data) ? Directory.GetDirectories(Data, $".deleted-{id}-*") : [])
        {
            Directory.Delete(left, recursive: true);
        }

        return null;
    }
}

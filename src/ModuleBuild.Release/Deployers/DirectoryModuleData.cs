using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Release.Deployers;

/// <summary>
/// Data of modules in a target folder: <c>data/ID</c>; what is kept of them is <c>backups/ID-RELEASE.zip</c>. Data that are to go are first moved to
/// <c>data/.removed-RELEASE-ID</c>, whole, and, when they are kept or need not be, to <c>data/.deleted-RELEASE-ID</c>, from which a part may be missing.
/// </summary>
/// <param name="path">Absolute path of the target folder.</param>
/// <param name="clock">The time.</param>
public sealed class DirectoryModuleData(string path, TimeProvider clock) : IModuleData
{
    private const string Removed = ".removed-";
    private const string Deleted = ".deleted-";

    private readonly TargetFolder _target = new(path);

    private TargetGuard Guard => field ??= new TargetGuard(_target, clock);

    private string Data => _target.Absolute("data");

    /// <inheritdoc/>
    public Task<ImmutableArray<Finding>> BackUpAsync(DeployRequest request, ImmutableArray<string> modules, CancellationToken cancellation) =>
        EachAsync(request, modules, BackUpAsync, cancellation);

    /// <inheritdoc/>
    public Task<ImmutableArray<Finding>> CleanUpAsync(DeployRequest request, ImmutableArray<string> modules, bool isBackedUp, CancellationToken cancellation) =>
        EachAsync(request, modules, (on, id, again) => CleanUpAsync(on, id, isBackedUp, again), cancellation);

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

    private async Task<Finding?> BackUpAsync(DeployRequest request, string id, CancellationToken cancellation)
    {
        var folder = Path.Join(Data, id);
        return !Directory.Exists(folder) ? null : RefuseLink(id, folder) ?? await ArchiveAsync(request, id, folder, FormattableString.Invariant($"{request.Release}"), cancellation);
    }

    private async Task<Finding?> CleanUpAsync(DeployRequest request, string id, bool isBackedUp, CancellationToken cancellation)
    {
        if (await MoveAwayAsync(request, id, cancellation) is { } refused)
        {
            return refused;
        }

        FaultPoints.Pass();
        foreach (var (folder, name) in LeftOf(Removed, id))
        {
            if ((isBackedUp ? await KeepAsync(request, id, folder, name, cancellation) : null) is { } failure)
            {
                return failure;
            }

            FaultPoints.Pass();
            await using var held = await TargetLock.TakeAsync(_target.Lock, clock, cancellation);
            if (Guard.Check(request) is { } late)
            {
                return late;
            }

            Directory.Move(folder, Path.Join(Data, $"{Deleted}{name}-{id}"));
        }

        FaultPoints.Pass();
        foreach (var (folder, _) in LeftOf(Deleted, id))
        {
            await Task.Run(() => Directory.Delete(folder, recursive: true), cancellation);
        }

        return null;
    }

    // In the lock: data of a module that comes again meanwhile are others. Nobody's backup has the name yet, so that whatever has it later is of these data.
    private async Task<Finding?> MoveAwayAsync(DeployRequest request, string id, CancellationToken cancellation)
    {
        var folder = Path.Join(Data, id);
        await using var held = await TargetLock.TakeAsync(_target.Lock, clock, cancellation);
        if (Guard.Check(request) is { } late)
        {
            return late;
        }

        if (!Directory.Exists(folder))
        {
            return null;
        }

        if (RefuseLink(id, folder) is { } link)
        {
            return link;
        }

        var name = Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? FormattableString.Invariant($"{request.Release}") : FormattableString.Invariant($"{request.Release}.{number}"))
            .First(name => !File.Exists(BackupOf(id, name)) && !Directory.Exists(Path.Join(Data, $"{Removed}{name}-{id}")) && !Directory.Exists(Path.Join(Data, $"{Deleted}{name}-{id}")));
        Directory.Move(folder, Path.Join(Data, $"{Removed}{name}-{id}"));
        return null;
    }

    // Data that cannot be kept come back to where they were.
    private async Task<Finding?> KeepAsync(DeployRequest request, string id, string folder, string name, CancellationToken cancellation)
    {
        try
        {
            return await ArchiveAsync(request, id, folder, name, cancellation);
        }
        catch (Exception e) when (DeployFailure.IsOfDisk(e))
        {
            var (place, before) = (folder, Path.Join(Data, id));
            await using var held = await TargetLock.TakeAsync(_target.Lock, clock, cancellation);
            if (Guard.Check(request) is { } late)
            {
                return late;
            }

            try
            {
                Directory.Move(folder, before);
                place = before;
            }
            catch (Exception again) when (DeployFailure.IsOfDisk(again))
            {
                // They stay where they are: the next removal of the module finds them.
            }

            return DeployFailure.NotBrought(_target.Path, $"no backup of the data of {id} could be made; they stay in '{place}', whole: {DeployFailure.Sentence(e)}");
        }
    }

    // A backup has its name when it is whole and on the disk, and not before.
    private async Task<Finding?> ArchiveAsync(DeployRequest request, string id, string folder, string name, CancellationToken cancellation)
    {
        var file = BackupOf(id, name);
        var unfinished = FormattableString.Invariant($"{file}.{request.Fence}.tmp");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            var links = await Task.Run(() => DataArchive.WriteAsync(folder, unfinished, cancellation), cancellation);
            FaultPoints.Pass();
            await using var held = await TargetLock.TakeAsync(_target.Lock, clock, cancellation);
            if (Guard.Check(request) is { } late)
            {
                return late;
            }

            File.Move(unfinished, file, overwrite: true);
            foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "*.zip.*.tmp"))
            {
                File.Delete(left); // of processes that died: who is late cannot finish them
            }

            if (links.Count > 0)
            {
                request.Watcher?.Report($"Links are not followed, and are not in '{file}': {string.Join(", ", links.Take(5))}{(links.Count > 5 ? FormattableString.Invariant($" and {links.Count - 5} more") : string.Empty)}.");
            }

            return null;
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    private string BackupOf(string id, string name) => _target.Absolute($"backups/{id}-{name}.zip");

    private Finding? RefuseLink(string id, string folder) => new DirectoryInfo(folder).LinkTarget is null ? null
        : DeployFailure.NeverBrought(_target.Path, $"the data of {id} stay: '{folder}' is a link, and what it leads to is not of this folder.");

    // Names of releases are digits and dots, so that no id is taken for the end of another.
    private IEnumerable<(string Folder, string Name)> LeftOf(string prefix, string id) =>
        from folder in Directory.Exists(Data) ? Directory.GetDirectories(Data, $"{prefix}*-{id}").Order(StringComparer.Ordinal) : Enumerable.Empty<string>()
        let name = Path.GetFileName(folder)[prefix.Length..^(id.Length + 1)]
        where name.Length > 0 && name.All(c => char.IsAsciiDigit(c) || c == '.')
        select (folder, name);
}

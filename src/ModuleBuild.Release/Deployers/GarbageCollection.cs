namespace ModuleBuild.Release.Deployers;

/// <summary>
/// Removes folders of modules that no set needs any more. A set that runs, ran before (a host may be reading its files), is kept by the
/// request, or is one of the newest keeps all of its folders. Where it cannot be told what a set needs, nothing is removed.
/// </summary>
internal static class GarbageCollection
{
    /// <summary>Removes what is not needed. Nobody else may change the target folder meanwhile.</summary>
    /// <param name="target">The target folder.</param>
    /// <param name="request">What was brought.</param>
    /// <param name="keep">How many of the newest releases keep their files.</param>
    public static void Run(TargetFolder target, DeployRequest request, int keep)
    {
        try
        {
            Collect(target, request, keep);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The set runs; what was not removed now is removed after the next.
        }
    }

    private static void Collect(TargetFolder target, DeployRequest request, int keep)
    {
        var numbers = target.ReleaseNumbers();
        var kept = numbers.Take(keep).Concat(request.Keep).Append(request.Release).ToHashSet();
        var sets = kept.Select(target.Release).Append(target.Current).Append(target.Previous).Where(File.Exists).Select(file => TargetFile.Read<DeployedSet>(file).Value).ToList();
        if (sets.Contains(null))
        {
            return;
        }

        kept.UnionWith(sets.Select(set => set!.Release));
        foreach (var number in numbers.Where(number => !kept.Contains(number)))
        {
            File.Delete(target.Release(number));
        }

        var needed = sets.SelectMany(set => set!.Modules).Select(module => module.Folder).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var id in Folders(target.Modules))
        {
            foreach (var folder in Folders(id).Where(IsOurs).Where(folder => !needed.Contains($"modules/{Path.GetFileName(id)}/{Path.GetFileName(folder)}")))
            {
                RemoveFolder(folder);
            }

            RemoveIfEmpty(id);
        }

        foreach (var left in Directory.EnumerateFiles(target.Path, "*.json.*.tmp").Concat(Directory.EnumerateFiles(target.Releases, "*.tmp")))
        {
            File.Delete(left);
        }
    }

    // A target may be a folder that somebody had before, with modules of another kind.
    private static bool IsOurs(string folder) =>
        Path.GetFileName(folder) is var name && (name.StartsWith(PackageExtraction.Unfinished, StringComparison.Ordinal) || ModuleFolder.IsName(name));

    private static string[] Folders(string folder) => Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];

    // Renamed first: a folder that is half removed must not be found under its name.
    private static void RemoveFolder(string folder)
    {
        try
        {
            var name = Path.GetFileName(folder);
            var doomed = name.StartsWith(PackageExtraction.Unfinished, StringComparison.Ordinal) ? folder : Path.Join(Path.GetDirectoryName(folder), $"{PackageExtraction.Unfinished}{name}");
            if (doomed != folder)
            {
                PackageExtraction.Remove(doomed);
                Directory.Move(folder, doomed);
            }

            PackageExtraction.Remove(doomed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows lets nobody rename what is in use; the next deployment comes by here again.
        }
    }

    private static void RemoveIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has folders.
        }
    }
}

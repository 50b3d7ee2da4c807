using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Deployers;

/// <summary>The files of a target folder, see <c>docs/deployers.md</c>.</summary>
/// <param name="path">Absolute path of the folder.</param>
internal sealed class TargetFolder(string path)
{
    /// <summary>Absolute path.</summary>
    public string Path => path;

    /// <summary>Absolute path of the pointer.</summary>
    public string Current { get; } = System.IO.Path.Join(path, "current.json");

    /// <summary>Absolute path of a copy of the pointer that was replaced last.</summary>
    public string Previous { get; } = System.IO.Path.Join(path, "previous.json");

    /// <summary>Absolute path of the file that holds the highest fence.</summary>
    public string Fence { get; } = System.IO.Path.Join(path, "fence.json");

    /// <summary>Absolute path of the file that is locked while pointer or fence are changed.</summary>
    public string Lock { get; } = System.IO.Path.Join(path, "deploy.lock");

    /// <summary>Absolute path of the folder of modules.</summary>
    public string Modules { get; } = System.IO.Path.Join(path, "modules");

    /// <summary>Absolute path of the folder with a copy of the pointer of each release.</summary>
    public string Releases { get; } = System.IO.Path.Join(path, "releases");

    /// <summary>Absolute path of the copy of a release's pointer.</summary>
    /// <param name="number">Number of the release.</param>
    public string Release(int number) => System.IO.Path.Join(Releases, string.Create(CultureInfo.InvariantCulture, $"{number}.json"));

    /// <summary>Absolute path of a folder or file that the pointer names.</summary>
    /// <param name="relative">Path in the target folder, parted by <c>/</c>.</param>
    public string Absolute(string relative) => System.IO.Path.Join(path, relative);

    /// <summary>Numbers of the releases of which there is a copy, highest first.</summary>
    public IReadOnlyList<int> ReleaseNumbers() => Directory.Exists(Releases)
        ?
        [
            .. Directory.EnumerateFiles(Releases, "*.json")
                .Select(file => int.TryParse(System.IO.Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
                .Where(number => number > 0)
                .OrderDescending(),
        ]
        : [];

    /// <summary>The highest fence that was ever here; 0 where nobody was.</summary>
    /// <returns>The fence, or what is wrong with the file that holds it, as a sentence.</returns>
    public (long Fence, string? Problem) HighestFence()
    {
        var pointer = File.Exists(Current) ? TargetFile.Read<DeployedSet>(Current).Value?.Fence ?? 0 : 0;
        if (!File.Exists(Fence))
        {
            return (pointer, null);
        }

        var (mark, problem) = TargetFile.Read<FenceMark>(Fence);
        return mark is not null
            ? (Math.Max(pointer, mark.Fence), null)
            : (0, $"'{Fence}' {problem}. Delete it where no other process brings sets here.");
    }

    /// <summary>Writes the highest fence down.</summary>
    /// <param name="fence">The fence.</param>
    /// <returns>Null, or MB9005.</returns>
    public Finding? WriteFence(long fence) => AtomicFile.Write(Fence, StoreJson.Write(new FenceMark(StoreFormat.Current, fence)));
}

using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ModuleBuild.Release.Store.Git;

/// <summary>
/// Files of commits. Folders are walked, so that a file that is not there and an object that got lost are told apart: a lost object is
/// never taken for "no such file".
/// </summary>
/// <param name="objects">The repository.</param>
internal sealed class GitFiles(GitObjects objects)
{
    private const string Root = "";

    /// <summary>Finds the ids of files.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="paths">Paths with <c>/</c>.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The ids in the order of the paths; null for a file that is not there.</returns>
    /// <exception cref="GitObjectException">An object is missing or damaged.</exception>
    public async Task<ImmutableArray<string?>> LocateAsync(string commit, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var folders = new Dictionary<string, FrozenDictionary<string, string>?>(StringComparer.Ordinal)
        {
            [Root] = await FolderAsync($"{commit}^{{tree}}", cancellation),
        };
        var found = ImmutableArray.CreateBuilder<string?>(paths.Count);
        foreach (var path in paths)
        {
            var folder = await FindAsync(folders, ParentOf(path), cancellation);
            found.Add(folder?.GetValueOrDefault(NameOf(path)));
        }

        return found.MoveToImmutable();
    }

    /// <summary>Reads objects whose ids are known to belong to the repository.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Contents in the order of the ids; null for an id that is null, or an object that is not here.</returns>
    /// <exception cref="GitObjectException">An object is damaged.</exception>
    public async Task<ImmutableArray<byte[]?>> ReadAsync(IReadOnlyList<string?> ids, CancellationToken cancellation)
    {
        var known = ids.OfType<string>().ToList();
        var contents = new Queue<GitObject?>(await objects.GetAsync(known, cancellation));
        return [.. ids.Select(id => id is null ? null : contents.Dequeue()?.Content)];
    }

    private async Task<FrozenDictionary<string, string>?> FindAsync(
        Dictionary<string, FrozenDictionary<string, string>?> folders, string path, CancellationToken cancellation)
    {
        if (folders.TryGetValue(path, out var known))
        {
            return known;
        }

        var parent = await FindAsync(folders, ParentOf(path), cancellation);
        var id = parent?.GetValueOrDefault(NameOf(path));
        return folders[path] = id is null ? null : await FolderAsync(id, cancellation);
    }

    private async Task<FrozenDictionary<string, string>> FolderAsync(string name, CancellationToken cancellation)
    {
        var tree = await objects.GetAsync(name, cancellation);
        return tree is { Type: "tree" } ? GitTree.Parse(tree.Content, tree.Id.Length / 2) : throw new GitObjectException($"object {name} is missing");
    }

    private static string ParentOf(string path) => path.LastIndexOf('/') is var end && end < 0 ? Root : path[..end];

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}

using System.Collections.Immutable;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Core.Workspaces;

/// <summary>Whose a file is: asked for thousands of files and projects, so that both are looked up and not compared.</summary>
internal sealed class FileOwners
{
    private readonly ILookup<string, string> _byFolder;
    private readonly ILookup<string, string> _byFile;
    private readonly ImmutableArray<(PathMention Mention, ImmutableArray<string> Projects)> _open;

    /// <summary>Prepares the answers.</summary>
    /// <param name="projects">The projects.</param>
    public FileOwners(ImmutableArray<WorkspaceProject> projects)
    {
        var mentions = projects.SelectMany(project => project.Files.Select(mention => (Mention: mention, project.Path))).ToList();
        _byFolder = projects.ToLookup(project => project.Folder, project => project.Path, PathComparison.Comparer);
        _byFile = mentions.Where(pair => pair.Mention.File is not null).ToLookup(pair => pair.Mention.File!, pair => pair.Path, PathComparison.Comparer);
        _open =
        [
            .. mentions.Where(pair => pair.Mention.File is null).GroupBy(pair => pair.Mention, pair => pair.Path)
                .Select(group => (group.Key, group.Distinct(PathComparison.Comparer).ToImmutableArray())),
        ];
    }

    /// <summary>The projects in the nearest folder above a file that holds any: by default their globs take in all below it.</summary>
    /// <param name="file">Absolute path.</param>
    public ImmutableArray<string> Above(string file)
    {
        for (var end = file.LastIndexOf('/'); end >= 0; end = end == 0 ? -1 : file.LastIndexOf('/', end - 1))
        {
            var folder = file[..(end + 1)];
            if (_byFolder.Contains(folder))
            {
                return [.. _byFolder[folder]];
            }
        }

        return [];
    }

    /// <summary>The projects that name a file.</summary>
    /// <param name="file">Absolute path.</param>
    public ImmutableArray<string> Naming(string file) =>
        [.. _byFile[file].Concat(_open.Where(pair => pair.Mention.Matches(file)).SelectMany(pair => pair.Projects)).Distinct(PathComparison.Comparer)];
}

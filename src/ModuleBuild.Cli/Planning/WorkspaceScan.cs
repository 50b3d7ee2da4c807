using System.Collections.Concurrent;
using System.Collections.Immutable;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Workspaces;

namespace ModuleBuild.Cli.Planning;

/// <summary>Finds the projects and modules of a workspace, and who needs whom, from texts alone: nothing is evaluated, restored or built.</summary>
internal sealed class WorkspaceScan
{
    // What MSBuild imports by itself, each from the nearest folder above a project that holds one.
    private static readonly string[] Implicit = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    private const int DeepestImport = 16;

    private readonly ConcurrentDictionary<string, ProjectText?> _texts = new(PathComparison.Comparer);
    private readonly string _root;

    private WorkspaceScan(string root) => _root = root;

    /// <summary>Finds them.</summary>
    /// <param name="root">Absolute path of the workspace's folder.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <exception cref="UsageException">A folder has a manifest and more than one project.</exception>
    public static ModuleGraph Of(string root, CancellationToken cancellation) => new WorkspaceScan(root).Scan(cancellation);

    private ModuleGraph Scan(CancellationToken cancellation)
    {
        var modules = FolderWalk.FilesNamed(_root, ModuleInputs.ManifestName, border: Workspace.FileName)
            .AsParallel().WithCancellation(cancellation).Select(ReadModule).OfType<WorkspaceModule>().ToList();
        var found = new Dictionary<string, WorkspaceProject>(PathComparison.Comparer);
        var open = FolderWalk.Entries(_root).Where(ModuleInputs.IsProject).Select(Slashed).Concat(modules.Select(module => module.Project)).ToHashSet(PathComparison.Comparer);
        while (open.Count > 0)
        {
            foreach (var project in open.AsParallel().WithCancellation(cancellation).Select(ReadProject).ToList())
            {
                found[project.Path] = project;
            }

            // A project outside of the workspace counts where one within references it.
            open = found.Values.SelectMany(project => project.References).Select(mention => mention.File).OfType<string>()
                .Where(path => !found.ContainsKey(path) && File.Exists(path)).ToHashSet(PathComparison.Comparer);
        }

        return new ModuleGraph(found.Values, modules);
    }

    private WorkspaceModule? ReadModule(string manifestPath)
    {
        if (SingleProject.In(Path.GetDirectoryName(manifestPath)!).Length == 0)
        {
            return null; // a template, or test data: nothing builds it
        }

        var project = ModuleInputs.ProjectOf(new ModuleInput(manifestPath, IsProject: false)).Path;
        var manifest = ManifestReader.ReadFile(manifestPath).Document?.Manifest;
        return new WorkspaceModule(
            manifest?.Id ?? TextOf(project)?.PackageId ?? Path.GetFileNameWithoutExtension(project),
            Slashed(project),
            manifest is null ? [] : [.. manifest.Dependencies.Select(dependency => dependency.Id)]);
    }

    private WorkspaceProject ReadProject(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var references = ImmutableArray.CreateBuilder<PathMention>();
        var files = ImmutableArray.CreateBuilder<PathMention>();
        var isOpen = false;
        var seen = new HashSet<string>(PathComparison.Comparer);
        Follow(path, 0);
        foreach (var name in Implicit)
        {
            if (Above(folder, name) is { } file)
            {
                Follow(file, 1);
            }
        }

        return new WorkspaceProject(path, references.ToImmutable(), files.ToImmutable(), isOpen);

        void Follow(string file, int depth)
        {
            if (!seen.Add(file))
            {
                return;
            }

            if (depth > DeepestImport || TextOf(file) is not { } text)
            {
                isOpen = true;
                return;
            }

            var known = Known(file, folder);
            Add(text.References, references);
            Add(text.Files, files);
            foreach (var mention in Parse(text.Imports, Path.GetDirectoryName(file)!))
            {
                files.Add(mention);
                if (mention.File is { } imported && File.Exists(imported))
                {
                    Follow(imported, depth + 1);
                }
            }

            void Add(ImmutableArray<string> texts, ImmutableArray<PathMention>.Builder mentions) => mentions.AddRange(Parse(texts, folder));

            IEnumerable<PathMention> Parse(ImmutableArray<string> texts, string from)
            {
                foreach (var written in texts)
                {
                    if (PathMention.Parse(written, from, known) is { } mention)
                    {
                        yield return mention;
                    }
                    else
                    {
                        isOpen = true;
                    }
                }
            }
        }
    }

    private static Dictionary<string, string> Known(string file, string folder) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["MSBuildThisFileDirectory"] = Path.GetDirectoryName(file) + "/",
        ["MSBuildProjectDirectory"] = folder,
        ["ProjectDir"] = folder + "/",
    };

    private ProjectText? TextOf(string path) => _texts.GetOrAdd(Slashed(path), ProjectText.Read);

    private static string? Above(string folder, string name)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            var file = Path.Combine(at, name);
            if (File.Exists(file))
            {
                return Slashed(file);
            }
        }

        return null;
    }

    private static string Slashed(string path) => path.Replace('\\', '/');
}

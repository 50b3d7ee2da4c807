using System.Collections.Immutable;

namespace ModuleBuild.Core.Workspaces;

/// <summary>A project, as far as its text and the texts that it imports tell.</summary>
/// <param name="Path">Absolute path, with <c>/</c>.</param>
/// <param name="References">The projects that it references.</param>
/// <param name="Files">Other files that it names and that need not be below its folder: sources, imports, keys.</param>
/// <param name="IsOpen">Whether it names a project or an import in a way that only MSBuild can follow.</param>
public sealed record WorkspaceProject(string Path, ImmutableArray<PathMention> References, ImmutableArray<PathMention> Files, bool IsOpen)
{
    /// <summary>Its folder, with <c>/</c> at its end.</summary>
    public string Folder { get; } = Path[..(Path.LastIndexOf('/') + 1)];
}

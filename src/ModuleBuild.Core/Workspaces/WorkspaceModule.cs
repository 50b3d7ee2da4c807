using System.Collections.Immutable;

namespace ModuleBuild.Core.Workspaces;

/// <summary>A module of a workspace.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Project">Absolute path of its project, with <c>/</c>.</param>
/// <param name="Dependencies">Ids of the modules that its manifest asks for.</param>
public sealed record WorkspaceModule(string Id, string Project, ImmutableArray<string> Dependencies);

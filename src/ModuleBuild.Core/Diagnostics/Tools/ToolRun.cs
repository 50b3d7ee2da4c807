using System.Collections.Immutable;

namespace ModuleBuild.Core.Diagnostics.Tools;

/// <summary>What another tool, such as the compiler with its analyzers, looked for and found.</summary>
/// <param name="Name">Its short name, at most three words: what code-scanning sites show.</param>
/// <param name="Version">Its version; empty where it gives none.</param>
/// <param name="Rules">The rules that were active, by id.</param>
/// <param name="Results">What they found, by file, line and rule.</param>
public sealed record ToolRun(string Name, string Version, ImmutableArray<ToolRule> Rules, ImmutableArray<ToolResult> Results)
{
    /// <summary>Where the tool is explained; an absolute address.</summary>
    public required string InformationLink { get; init; }
}

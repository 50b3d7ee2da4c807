using System.Collections.Immutable;

namespace ModuleBuild.Architecture.Tests.Rooms;

/// <summary>A project of <c>src</c>, and whom it may know.</summary>
/// <param name="Name">Name of the project.</param>
/// <param name="Projects">Projects of ours that it may reference.</param>
/// <param name="Packages">Packages that it may reference; a trailing <c>*</c> stands for any ending.</param>
public sealed record Room(string Name, ImmutableArray<string> Projects, ImmutableArray<string> Packages)
{
    public bool MayUsePackage(string package) => Packages.Any(allowed =>
        allowed.EndsWith('*')
            ? package.StartsWith(allowed[..^1], StringComparison.OrdinalIgnoreCase)
            : package.Equals(allowed, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Who may know whom: the table of docs/architecture.md, as a test.</summary>
public static class House
{
    /// <summary>
    /// Every room. Core knows nobody; what serves one stage knows Core; only what users start (tasks, command line) knows the stages,
    /// and nobody knows those two but the project SDK, which packs the tasks.
    /// </summary>
    public static ImmutableArray<Room> Rooms { get; } =
    [
        new("ModuleBuild.Abstractions", [], ["Microsoft.Extensions.Hosting.Abstractions"]),
        new("ModuleBuild.Analyzers", [], ["Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable"]),
        new("ModuleBuild.CodeFixes", ["ModuleBuild.Analyzers"], ["Microsoft.CodeAnalysis.CSharp.Workspaces"]),
        new("ModuleBuild.Core", [], []),
        new("ModuleBuild.Feeds", ["ModuleBuild.Core"], []),
        new("ModuleBuild.Packaging", ["ModuleBuild.Core"], []),
        new("ModuleBuild.Release", ["ModuleBuild.Core"], []),
        new("ModuleBuild.Security", ["ModuleBuild.Core"], []),
        new("ModuleBuild.Tasks",
            ["ModuleBuild.Analyzers", "ModuleBuild.CodeFixes", "ModuleBuild.Core", "ModuleBuild.Feeds", "ModuleBuild.Packaging", "ModuleBuild.Security"],
            ["Microsoft.Build.Framework", "Microsoft.Build.Utilities.Core", "System.Security.Cryptography.ProtectedData"]),
        new("ModuleBuild.Sdk", ["ModuleBuild.Tasks"], []),
        new("ModuleBuild.Cli",
            ["ModuleBuild.Abstractions", "ModuleBuild.Core", "ModuleBuild.Feeds", "ModuleBuild.Packaging", "ModuleBuild.Release", "ModuleBuild.Security"],
            ["Microsoft.Build", "Microsoft.Build.Framework", "Microsoft.Build.Locator", "System.CommandLine"]),
    ];

    public static Room? Find(string project) => Rooms.FirstOrDefault(room => room.Name == project);
}

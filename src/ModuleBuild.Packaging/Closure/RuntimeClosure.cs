using System.Collections.Immutable;

namespace ModuleBuild.Packaging.Closure;

/// <summary>
/// What ships and runs with a module on one target framework: exactly the packages and projects that contribute at run time, from
/// <c>project.assets.json</c>. What serves the build only (PrivateAssets, analyzers, and what only they bring) is kept apart.
/// </summary>
/// <param name="TargetFramework">Short name, for example <c>net10.0</c>.</param>
/// <param name="Direct">Keys of direct runtime dependencies, in ordinal order.</param>
/// <param name="Libraries">Every library of the closure, in the ordinal order of keys.</param>
/// <param name="BuildOnly">Libraries that only the build uses, in the ordinal order of keys.</param>
public sealed record RuntimeClosure(
    string TargetFramework,
    ImmutableArray<string> Direct,
    ImmutableArray<ClosureLibrary> Libraries,
    ImmutableArray<ClosureLibrary> BuildOnly);

/// <summary>A package or project of a closure.</summary>
/// <param name="Id">Package id, or the project's name.</param>
/// <param name="Version">Normalized version.</param>
/// <param name="IsProject">A project reference, not a NuGet package.</param>
/// <param name="Dependencies">Keys of the libraries that it depends on within the closure, in ordinal order.</param>
/// <param name="PackageFolder">Absolute path of the extracted package, or null; never written to an output.</param>
public sealed record ClosureLibrary(
    string Id, string Version, bool IsProject, ImmutableArray<string> Dependencies, string? PackageFolder)
{
    /// <summary><c>id/version</c>.</summary>
    public string Key => $"{Id}/{Version}";
}

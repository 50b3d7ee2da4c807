using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>
/// Checks entry points against the compiled assembly, from metadata, without loading it: the type exists, is public, not abstract
/// and not generic, has a public parameterless constructor and a public <c>void Configure(IHostApplicationBuilder)</c>.
/// </summary>
public static class EntryPointChecker
{
    /// <summary>Checks all entry points of a manifest.</summary>
    /// <param name="document">The manifest.</param>
    /// <param name="assemblyPath">The module's compiled assembly.</param>
    /// <param name="referencePaths">Assemblies that it was compiled against, for inherited contract members; may be empty.</param>
    public static ImmutableArray<Finding> Check(ManifestDocument document, string assemblyPath, IReadOnlyList<string> referencePaths) =>
        throw new NotImplementedException();
}

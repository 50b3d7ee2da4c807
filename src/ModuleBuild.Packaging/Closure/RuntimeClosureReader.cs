using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Packaging.Closure;

/// <summary>Reads closures from the result of a restore, through the SDK's own NuGet client.</summary>
public static class RuntimeClosureReader
{
    /// <summary>Reads the closure of each target framework.</summary>
    /// <param name="assetsFile">Absolute path of <c>project.assets.json</c>.</param>
    /// <param name="targetFrameworks">Short names; empty reads all that the file has.</param>
    /// <returns>One closure a framework in the given order, or MB9004 findings (missing, unreadable, newer format, framework absent).</returns>
    public static (ImmutableArray<RuntimeClosure> Closures, ImmutableArray<Finding> Findings) Read(
        string assetsFile, IReadOnlyList<string> targetFrameworks) => throw new NotImplementedException();
}

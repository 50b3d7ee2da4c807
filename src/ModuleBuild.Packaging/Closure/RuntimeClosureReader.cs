using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Packaging.Closure;

/// <summary>Reads closures from the result of a restore, through the SDK's own NuGet client. The rules stand in <c>docs/sbom.md</c>.</summary>
public static class RuntimeClosureReader
{
    /// <summary>Reads the closure of each target framework. Never throws for what the file is or holds.</summary>
    /// <param name="assetsFile">Absolute path of <c>project.assets.json</c>.</param>
    /// <param name="targetFrameworks">
    /// As the project names them (aliases) or as short names, in either case; empty reads all that the file has.
    /// </param>
    /// <returns>One closure a framework in the given order, or MB9004 findings (missing, unreadable, newer format, framework absent).</returns>
    public static (ImmutableArray<RuntimeClosure> Closures, ImmutableArray<Finding> Findings) Read(
        string assetsFile, IReadOnlyList<string> targetFrameworks)
    {
        var (assets, finding) = AssetsFile.Open(assetsFile);
        return assets is null ? ([], [finding!]) : Read(assets, targetFrameworks);
    }

    /// <summary>Reads the closure of each target framework.</summary>
    /// <param name="assets">The open file.</param>
    /// <param name="targetFrameworks">As above.</param>
    /// <returns>One closure a framework in the given order, or MB9004 findings (framework absent).</returns>
    public static (ImmutableArray<RuntimeClosure> Closures, ImmutableArray<Finding> Findings) Read(AssetsFile assets, IReadOnlyList<string> targetFrameworks)
    {
        var frameworks = targetFrameworks.Count > 0 ? targetFrameworks : assets.Frameworks;
        if (frameworks.Count == 0)
        {
            return ([], [assets.Unusable("it holds no target framework")]);
        }

        var closures = ImmutableArray.CreateBuilder<RuntimeClosure>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var framework in frameworks)
        {
            if (assets.FindTarget(framework) is not { } target)
            {
                findings.Add(assets.Unusable($"it has no target '{framework}', only {string.Join(", ", assets.Frameworks)}"));
                continue;
            }

            findings.AddRange(target.Holes().Select(assets.Unusable));
            closures.Add(ClosureWalk.Walk(target));
        }

        return findings.Count > 0 ? ([], findings.ToImmutable()) : (closures.ToImmutable(), []);
    }
}

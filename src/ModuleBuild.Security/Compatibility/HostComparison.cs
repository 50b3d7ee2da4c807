using System.Collections.Immutable;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Compatibility.Metadata;
using ModuleBuild.Security.Compatibility.Uses;

namespace ModuleBuild.Security.Compatibility;

/// <summary>What is compared with the versions of a host.</summary>
/// <param name="Assembly">Absolute path of the module's compiled assembly.</param>
/// <param name="References">Absolute paths of all assemblies with which it was compiled.</param>
public sealed record ModuleUnderTest(string Assembly, ImmutableArray<string> References);

/// <summary>What the versions of a host mean for a module.</summary>
/// <param name="Findings">What was found.</param>
/// <param name="Members">How many types and members of it the module uses.</param>
/// <param name="Versions">Each version, lowest first.</param>
public sealed record HostComparisonResult(ImmutableArray<Finding> Findings, int Members, ImmutableArray<ComparedVersion> Versions)
{
    /// <summary>Nothing could be compared.</summary>
    public static HostComparisonResult None { get; } = new([], 0, []);
}

/// <summary>
/// MB3001, MB3002, MB3004: every member that a module calls or implements exists in each version of what it promises to work with. Metadata
/// only, nothing is loaded. What is missing already in the version that the compiler saw is not told: either the build fails by itself,
/// or something is not understood here.
/// </summary>
public static class HostComparison
{
    /// <summary>Compares. Never throws for what the files hold.</summary>
    /// <param name="module">The module.</param>
    /// <param name="requirement">What it needs.</param>
    /// <param name="versions">The versions of it that are at hand, lowest first.</param>
    /// <param name="cancellation">Stops between versions.</param>
    public static HostComparisonResult Run(
        ModuleUnderTest module, Requirement requirement, IReadOnlyList<HostVersion> versions, CancellationToken cancellation)
    {
        using var assembly = ApiAssembly.Open(module.Assembly);
        var watched = requirement.Assemblies.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (assembly is null || watched.Count == 0)
        {
            return HostComparisonResult.None;
        }

        try
        {
            using var compiled = new ApiSet([module.Assembly, .. module.References]);
            var uses = UsesReader.Read(assembly, watched, compiled);
            var before = VersionComparison.Run(assembly, uses, watched, compiled);
            var results = new List<VersionResult>();
            foreach (var version in versions)
            {
                cancellation.ThrowIfCancellationRequested();
                using var set = new ApiSet([module.Assembly, .. version.Assemblies], compiled, watched);
                results.Add(VersionComparison.Run(assembly, uses, watched, set).Without(before) with { Version = version.Version });
            }

            var findings = ComparisonFindings.Of(Path.GetFileName(module.Assembly), requirement, results);
            return new HostComparisonResult(findings, uses.Members.Length, [.. results.Select(Compared)]);
        }
        catch (Exception e) when (DamagedBytes.Explain(e))
        {
            return HostComparisonResult.None; // other stages say that the module's assembly is damaged
        }
    }

    private static ComparedVersion Compared(VersionResult result) => new(
        result.Version.ToNormalizedString(),
        Texts(result.Missing.Select(missing => missing.Member.Display)),
        Texts(result.Open.Select(open => $"{open.Type} {open.Member}")),
        Texts(result.Obsolete.Keys));

    private static ImmutableArray<string> Texts(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

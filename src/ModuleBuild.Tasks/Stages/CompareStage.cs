using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Checks;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Security.Compatibility;
using ModuleBuild.Tasks.Logging;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What the compare stage is given.</summary>
/// <param name="Sources">The manifest, and how sources may be asked.</param>
/// <param name="Project">What MSBuild knows.</param>
/// <param name="AssetsFile">Absolute path of <c>project.assets.json</c>.</param>
/// <param name="Assembly">Absolute path of the compiled assembly.</param>
internal sealed record CompareStageInput(ResolveStageInput Sources, ProjectFacts Project, string AssetsFile, string Assembly)
{
    /// <summary>The framework for which it was compiled.</summary>
    public string Framework { get; init; } = string.Empty;

    /// <summary>Absolute paths of the assemblies with which it was compiled.</summary>
    public ImmutableArray<string> References { get; init; } = [];
}

/// <summary>What the compare stage yields.</summary>
/// <param name="Findings">What was found.</param>
/// <param name="NotLookedAt">What was not looked at and why, a line each.</param>
/// <param name="Consulted">Absolute paths of the files on which the findings depend.</param>
internal sealed record CompareStageResult(ImmutableArray<Finding> Findings, ImmutableArray<string> NotLookedAt, ImmutableArray<string> Consulted);

/// <summary>Opens what is in packages, which is work that a module without such needs saves.</summary>
internal delegate (IPackageFiles? Files, ImmutableArray<Finding> Findings) OpenPackageFiles(ResolveStageInput input, string root);

/// <summary>The compare stage of a build: the module works with every version that its manifest promises.</summary>
internal static class CompareStage
{
    public static async Task<CompareStageResult> RunAsync(CompareStageInput input, OpenPackageFiles open, CancellationToken cancellation)
    {
        var manifest = input.Sources.Manifest;
        if (ManifestReader.ReadFile(manifest).Document is not { } document
            || RestoredSetReader.Read(input.AssetsFile).Project?.Sets.FirstOrDefault(set => set.Framework.Equals(input.Framework, StringComparison.OrdinalIgnoreCase)) is not { } restored
            || AssemblyReferenceNames.Read(input.Assembly) is not { } referenced)
        {
            return new CompareStageResult([], [], []); // other stages say why
        }

        var needs = CompareNeeds.Of(document, restored, referenced);
        var findings = needs.Select(need => CompiledVersion.Check(need.Requirement, need.IsProject)).OfType<Finding>().ToList();
        var notes = new List<string>();
        var (files, problems) = needs.Exists(need => need.IsUsed) ? open(input.Sources, Workspace.FindRoot(Path.GetDirectoryName(manifest)!)) : (null, []);
        notes.AddRange(problems.Select(problem => $"Versions of hosts were not compared: {problem.Message}"));
        foreach (var need in needs.Where(need => need.IsUsed && files is not null))
        {
            var (versions, missed) = await CompareVersions.ReadAsync(need.Requirement, files!, input.Framework, cancellation);
            notes.AddRange(missed);
            findings.AddRange(HostComparison.Run(new ModuleUnderTest(input.Assembly, input.References), need.Requirement, versions, cancellation));
            findings.AddRange(HostFramework.Check(need.Requirement, Targets(input), versions) is { } older ? [older] : Array.Empty<Finding>());
        }

        var remaining = AcceptedFindings.TakeOut([.. findings], Path.GetDirectoryName(manifest)!, [manifest], NotLookedFor, out var baseline);
        return new CompareStageResult(remaining, [.. notes], baseline is null ? [] : [baseline]);
    }

    // What other stages find in the manifest is theirs; of versions and frameworks none sees all, so none can say that an entry is stale.
    private static ImmutableArray<DiagnosticDescriptor> NotLookedFor => DiagnosticCatalog.All;

    private static ImmutableArray<string> Targets(CompareStageInput input) =>
        input.Project.TargetFrameworks.Length > 0 ? input.Project.TargetFrameworks : [input.Framework];
}

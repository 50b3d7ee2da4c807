using System.Collections.Immutable;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution.Checks;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Security.Compatibility.Api;
using ModuleBuild.Tasks.Logging;
using ModuleBuild.Tasks.Releases;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What the compare stage yields.</summary>
/// <param name="Findings">What was found, neither accepted nor excepted.</param>
/// <param name="NotLookedAt">What was not looked at and why, a line each.</param>
/// <param name="Consulted">Absolute paths of the files on which the findings depend.</param>
internal sealed record CompareStageResult(ImmutableArray<Finding> Findings, ImmutableArray<string> NotLookedAt, ImmutableArray<string> Consulted);

/// <summary>Opens what is in packages, which is work that a module without such needs saves.</summary>
internal delegate (IPackageFiles? Files, ImmutableArray<Finding> Findings) OpenPackageFiles(ResolveStageInput input, string root);

/// <summary>
/// The compare stage of a build: the module works with every version that its manifest promises, and its own version says what happened to its
/// public API since the last release.
/// </summary>
internal static class CompareStage
{
    /// <summary>Name of the record of what was found, which the analyze stage reads.</summary>
    public const string FindingsFileName = "compare.json";

    public static async Task<CompareStageResult> RunAsync(CompareStageInput input, OpenPackageFiles open, DateOnly today, CancellationToken cancellation)
    {
        var manifest = input.Sources.Manifest;
        if (ManifestReader.ReadFile(manifest).Document is not { } document
            || RestoredSetReader.Read(input.AssetsFile).Project?.Sets.FirstOrDefault(set => set.Framework.Equals(input.Framework, StringComparison.OrdinalIgnoreCase)) is not { } restored
            || AssemblyReferenceNames.Read(input.Assembly) is not { } referenced)
        {
            return new CompareStageResult([], [], []); // other stages say why
        }

        var cache = new CompareCache(input.CacheFolder);
        var hosts = await new CompareHosts(input, cache).RunAsync(CompareNeeds.Of(document, restored, referenced), open, cancellation);
        var api = new ApiComparison(cache).Run(
            new ComparedApi(input.ReferenceAssembly ?? input.Assembly, input.References, Targets(input), input.ApiCompat), input.Last);
        var location = document.LocateValue(document.Holds("/version") ? "/version" : string.Empty);
        ImmutableArray<Finding> findings =
            [.. hosts.Findings, .. input.Version is { } version && VersionFinding.Of(api, version, location) is { } tooLow ? [tooLow] : Array.Empty<Finding>()];
        ImmutableArray<string> notes = [.. hosts.Notes, .. NoteOf(input, api)];
        var failures = Write(input, new CompatibilityReport(input.Module, input.Version?.ToNormalizedString() ?? string.Empty, input.Framework, api, hosts.Hosts), findings);
        return Judge([.. findings, .. failures], notes, manifest, today);
    }

    private static CompareStageResult Judge(ImmutableArray<Finding> findings, ImmutableArray<string> notes, string manifest, DateOnly today)
    {
        var root = Workspace.FindRoot(Path.GetDirectoryName(manifest)!);
        var remaining = AcceptedFindings.TakeOut(findings, Path.GetDirectoryName(manifest)!, [manifest], NotLookedFor, out var baseline);
        var policy = WorkspaceSettings.Read(root).Settings?.Security ?? new SecuritySettings(); // the analyze stage says what is wrong with it
        return new CompareStageResult(
            SecurityPolicy.Apply(policy, remaining, today).Findings,
            notes,
            [.. new[] { baseline, Path.Combine(root, Workspace.FileName) }.OfType<string>().Where(File.Exists)]);
    }

    // What other stages find in the manifest is theirs; of versions and frameworks none sees all, so none can say that an entry is stale.
    private static ImmutableArray<DiagnosticDescriptor> NotLookedFor => DiagnosticCatalog.All;

    private static ImmutableArray<string> Targets(CompareStageInput input) =>
        input.Project.TargetFrameworks.Length > 0 ? input.Project.TargetFrameworks : [input.Framework];

    // Why it is not at hand was said where it was looked for.
    private static IEnumerable<string> NoteOf(CompareStageInput input, ApiCompatibility api) =>
        api is { NotCompared: NotComparedReason.Unusable, LastVersion: { } last }
            ? [$"{input.Module} was not compared with {last.ToNormalizedString()}: one of the assemblies cannot be compared."]
            : [];

    private static ImmutableArray<Finding> Write(CompareStageInput input, CompatibilityReport report, ImmutableArray<Finding> findings) => input.Folder is null ? [] : AtomicFile.WriteAll(
    [
        (Path.Combine(input.Folder, CompatibilityReportFile.FileName), CompatibilityReportFile.Write(report)),
        (Path.Combine(input.Folder, FindingsFileName), FindingRecord.Write(findings)),
    ]);
}

using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Checks;
using ModuleBuild.Packaging.Closure;
using ModuleBuild.Tasks.Logging;

namespace ModuleBuild.Tasks.Stages;

/// <summary>What can be found only where all files of the package are known.</summary>
internal static class PackedFilesCheck
{
    public static ImmutableArray<Finding> Run(PackStageInput input)
    {
        // Where one of the two cannot be read, the gate has said so.
        if (!input.Dependencies
            || ManifestReader.ReadFile(input.SourceManifest).Document is not { } document
            || RestoredSetReader.Read(input.AssetsFile).Project is not { } restored)
        {
            return [];
        }

        var findings = PackedHostAssemblies.Find(document, restored.Sets, input.Files.Select(file => file.PackagePath));

        // The gate judges whether entries of the baseline are still needed.
        return AcceptedFindings.TakeOut(findings, input.ModuleFolder, [], [.. DiagnosticCatalog.All], out _);
    }
}

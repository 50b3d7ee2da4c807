using System.Collections.Immutable;
using ModuleBuild.Cli.Projects;
using ModuleBuild.Cli.Validation;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Cli.Fixing;

/// <summary>A manifest with all safe fixes applied, not yet written.</summary>
/// <param name="Before">The bytes that stand in the file.</param>
/// <param name="After">The bytes that should; equal to <paramref name="Before"/> where nothing could be fixed.</param>
/// <param name="Applied">Findings that were fixed, in the order of passes.</param>
/// <param name="Remaining">What remains.</param>
internal sealed record FixedManifest(
    ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After, ImmutableArray<Finding> Applied, ImmutableArray<Finding> Remaining);

/// <summary>Applies safe fixes until none is left: one fix may uncover the next, as a removed comment does.</summary>
internal static class ManifestFixes
{
    // Each pass must remove what it was about; this only bounds fixes that undo one another, which would be a bug of the rules.
    private const int MostPasses = 10;

    /// <summary>Fixes a manifest in memory. Never throws for what the file is or holds.</summary>
    /// <param name="path">Absolute path of the manifest.</param>
    /// <param name="project">The evaluated project; null for a manifest by itself.</param>
    public static FixedManifest Apply(string path, EvaluatedProject? project)
    {
        var facts = project?.Facts ?? ProjectFacts.None;
        var findings = Findings(ModuleValidator.Validate(path, facts));
        var before = HasFix(findings, path) ? TryRead(path) : [];
        if (before.Length > 0)
        {
            // Somebody may have written it since: edits fit the bytes that were judged, and no others.
            findings = Judge(before);
        }

        var after = before;
        var applied = ImmutableArray.CreateBuilder<Finding>();
        for (var pass = 0; pass < MostPasses && HasFix(findings, path) && before.Length > 0; pass++)
        {
            var result = FixApplier.Apply(after, findings.Where(finding => finding.FixedFile == path));
            after = result.Content;
            applied.AddRange(result.Applied);
            findings = Judge(after);
        }

        return new FixedManifest(before, after, applied.ToImmutable(), findings);

        ImmutableArray<Finding> Judge(byte[] bytes) => Findings(ModuleValidator.Validate(path, ManifestReader.Read(path, bytes), facts));

        ImmutableArray<Finding> Findings(ModuleValidation validation) =>
            [.. validation.Findings, .. RestoredDependencies.Check(validation, project)];
    }

    private static bool HasFix(ImmutableArray<Finding> findings, string path) =>
        findings.Any(finding => finding.Fix is not null && finding.FixedFile == path);

    private static byte[] TryRead(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // It went away since it was validated: there is nothing to fix.
        }
    }
}

using System.Collections.Immutable;
using System.IO.Compression;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Evidence;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Feeds.Publishing;

/// <summary>The evidence of a package that somebody wants to publish: it has to answer for every file.</summary>
internal static class CarriedEvidence
{
    private const int MostProblems = 20;

    /// <summary>Checks all of it.</summary>
    /// <param name="archive">The package.</param>
    /// <param name="file">What the package is.</param>
    /// <returns>What was proved; and MB9008 for all that does not hold.</returns>
    public static (PackageProof Proof, ImmutableArray<Finding> Problems) Check(ZipArchive archive, PackageFile file)
    {
        var proof = PackageProof.Of(archive, file.Id, file.Version);
        return (proof, proof switch
        {
            { IndexSha256: null } => [Problem(file, $"{file} carries no {EvidenceIndex.PackagePath}.")],
            { Index: null } => [.. proof.IndexFindings.Select(finding => finding with { Location = new SourceLocation(file.Path) })],
            _ => [.. Unproved(proof).Concat(proof.Problems).Take(MostProblems).Select(problem => Problem(file, problem))],
        });
    }

    private static IEnumerable<string> Unproved(PackageProof proof) =>
        proof.HasSbom ? [] : ["it has no SBOM that can be read, and so nothing answers for its files outside of module/."];

    private static Finding Problem(PackageFile file, string problem) => Finding.Create(DiagnosticCatalog.EvidenceUnusable, new SourceLocation(file.Path), problem);
}

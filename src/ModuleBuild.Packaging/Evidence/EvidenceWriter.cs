using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Packaging.Evidence;

/// <summary>One file of evidence before it is written.</summary>
/// <param name="FileName">Name below <c>module/</c>, with <c>/</c>.</param>
/// <param name="Kind">What it is, see <see cref="Core.Evidence.EvidenceFile"/>.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record EvidenceContent(string FileName, string Kind, string MediaType, ReadOnlyMemory<byte> Content);

/// <summary>Writes the folder that becomes <c>module/</c> in the package, with its index.</summary>
public static class EvidenceWriter
{
    /// <summary>
    /// Writes all files and <c>evidence.json</c>, and deletes what an earlier run left there and this one does not have.
    /// </summary>
    /// <param name="folder">The folder, made if need be.</param>
    /// <param name="packageId">Id of the package.</param>
    /// <param name="packageVersion">Version of the package.</param>
    /// <param name="toolVersion">Version of ModuleBuild.</param>
    /// <param name="contents">The files.</param>
    /// <returns>What will be packed: each file and the index, in the ordinal order of package paths; or MB9005 findings.</returns>
    public static (ImmutableArray<PackagedFile> Files, ImmutableArray<Finding> Findings) Write(
        string folder, string packageId, string packageVersion, string toolVersion, IReadOnlyList<EvidenceContent> contents) =>
        throw new NotImplementedException();
}

using System.Collections.Immutable;

namespace ModuleBuild.Core.Evidence;

/// <summary>
/// <c>module/evidence.json</c> of a package: what the build proved about exactly these bytes, each file with its hash. It lists
/// every file of the <c>module/</c> folder but itself.
/// </summary>
/// <param name="PackageId">Id of the package.</param>
/// <param name="PackageVersion">Version of the package, SemVer 2.</param>
/// <param name="ToolVersion">Version of ModuleBuild that wrote it.</param>
/// <param name="Files">In the ordinal order of paths.</param>
public sealed record EvidenceIndex(string PackageId, string PackageVersion, string ToolVersion, ImmutableArray<EvidenceFile> Files)
{
    /// <summary>The format that this tool reads and writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Path of the index in the package.</summary>
    public const string PackagePath = "module/evidence.json";
}

/// <summary>One file of the evidence.</summary>
/// <param name="Path">Path in the package with <c>/</c>, for example <c>module/module.json</c>.</param>
/// <param name="Kind">What it is: <c>manifest</c>, <c>sbom</c>, <c>page</c>; later stages add theirs.</param>
/// <param name="MediaType">For example <c>application/vnd.cyclonedx+json; version=1.7</c>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record EvidenceFile(string Path, string Kind, string MediaType, long Size, string Sha256);

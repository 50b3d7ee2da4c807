using System.Collections.Immutable;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Closure;

namespace ModuleBuild.Packaging.Sbom;

/// <summary>All that the sbom stage reads.</summary>
/// <param name="Manifest">The manifest with what MSBuild knows filled in: id and version are set.</param>
/// <param name="Project">What MSBuild knows besides.</param>
/// <param name="Closures">One closure a target framework of the package.</param>
/// <param name="Files">Every file that ships, outside <c>module/</c>.</param>
/// <param name="Timestamp">Time of the sources (commit or SOURCE_DATE_EPOCH), or null where it is unknown.</param>
/// <param name="ToolVersion">Version of ModuleBuild.</param>
/// <param name="SdkVersion">Version of the .NET SDK that builds, or null.</param>
public sealed record SbomRequest(
    ModuleManifest Manifest,
    ProjectFacts Project,
    ImmutableArray<RuntimeClosure> Closures,
    ImmutableArray<PackagedFile> Files,
    DateTimeOffset? Timestamp,
    string ToolVersion,
    string? SdkVersion = null);
